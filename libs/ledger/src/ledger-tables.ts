import { Injectable } from '@nestjs/common';
import { subjectTable, SubjectTables } from './replay/subject-tables.js';
import { signingKeyState } from './signing-keys.js';

@Injectable()
export class LedgerTables {
  constructor(tables: SubjectTables) {
    tables.add({ signing_key: subjectTable('signing_key', signingKeyState) });
  }
}

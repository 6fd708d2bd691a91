import { Injectable } from '@nestjs/common';
import type { JsonObject } from '#libs/kernel';
import { subjectTable, SubjectTables } from '#libs/ledger';
import { reportState } from './report-state.js';

/** Between being asked for and its end, a report tells how far it is on its row alone. */
const inTheMaking = ({ status }: JsonObject): readonly string[] =>
  status === 'queued' || status === 'running' ? ['status', 'progress', 'eta', 'startedAt', 'version'] : [];

@Injectable()
export class ReportTables {
  constructor(tables: SubjectTables) {
    tables.add({ report: { ...subjectTable('report', reportState), untold: inTheMaking } });
  }
}

import { Injectable } from '@nestjs/common';
import { SubjectTables } from '#libs/ledger';
import { endpointState } from './endpoint.js';

@Injectable()
export class WebhookTables {
  constructor(tables: SubjectTables) {
    const from = '(select * from webhook_endpoint where organization_id = $1) e';
    tables.add({ endpoint: { from, key: 'e.id', state: endpointState } });
  }
}

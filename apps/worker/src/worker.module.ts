import { type DynamicModule, Module } from '@nestjs/common';
import { type Database, DatabaseModule } from '#libs/database';
import { DeskModule } from '#libs/desk';
import { IdentityModule } from '#libs/identity';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { OutwardModule } from '#libs/outward';
import { type MasterKey, RuntimeModule, type RuntimeSettings } from '#libs/runtime';
import { WebhooksModule } from '#libs/webhooks';
import { FetchCapture } from './captures/fetch-capture.js';
import { ImportKinds } from './imports/import-kinds.js';
import { RunImport } from './imports/run-import.js';

@Module({})
export class WorkerModule {
  static forRoot(settings: RuntimeSettings, masterKey: MasterKey, database: Database): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        RuntimeModule.forRoot(settings, masterKey),
        DatabaseModule.forRoot(database),
        LedgerModule,
        JobsModule,
        IdentityModule,
        WebhooksModule,
        OutwardModule,
        DeskModule,
      ],
      providers: [ImportKinds, RunImport, FetchCapture],
    };
  }
}

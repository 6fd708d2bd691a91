import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '#libs/kernel';
import { Connections } from './connections.js';
import type { Database } from './data-source.js';
import { Notices } from './notices.js';
import { PublicConnections } from './public-connections.js';
import { Transaction } from './transaction.js';

/** The database for everything above it. It was opened before, so that a refusal to connect is one clear sentence. */
@Module({})
export class DatabaseModule {
  static forRoot({ connections, notices, publicConnections }: Database, clock?: Clock): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Connections, useValue: connections },
        { provide: Notices, useValue: notices },
        { provide: PublicConnections, useValue: publicConnections },
        { provide: Transaction, useValue: new Transaction(connections, notices, clock) },
      ],
      exports: [Connections, Notices, PublicConnections, Transaction],
    };
  }
}

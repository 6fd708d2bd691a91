import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Database, DatabaseModule } from '#libs/database';
import type { Clock } from '#libs/kernel';
import { createLog, MasterKey, readConfig, RuntimeModule, RuntimeSettings } from '#libs/runtime';

export const testSettings = (environment: NodeJS.ProcessEnv = {}): RuntimeSettings =>
  new RuntimeSettings(readConfig({ LOG_LEVEL: 'silent', ...environment }), createLog(process.env.TEST_LOG ?? 'silent'));

export const testMasterKey = (): MasterKey => new MasterKey(randomBytes(32));

/** Some rooms of the house on a real database, without HTTP. Close it when done. */
export function openRooms(
  database: Database,
  rooms: readonly Type[],
  options: { clock?: Clock; masterKey?: MasterKey; environment?: NodeJS.ProcessEnv } = {},
): Promise<INestApplicationContext> {
  class Rooms {}
  return NestFactory.createApplicationContext(
    {
      module: Rooms,
      imports: [
        RuntimeModule.forRoot(testSettings(options.environment), options.masterKey ?? testMasterKey()),
        DatabaseModule.forRoot(database, options.clock),
        ...rooms,
      ],
    },
    { logger: ['error'], abortOnError: false },
  );
}

import { type INestApplicationContext, Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DatabaseModule } from '#libs/database';
import { DeskModule } from '#libs/desk';
import { IdentityModule } from '#libs/identity';
import { OutwardModule } from '#libs/outward';
import { RuntimeModule } from '#libs/runtime';
import { WebhooksModule } from '#libs/webhooks';
import type { OpenDesk } from './open-desk.js';

@Module({})
class Rooms {
  static of({ settings, masterKey, database }: OpenDesk, rooms: readonly Type[]): DynamicModule {
    return {
      module: Rooms,
      imports: [RuntimeModule.forRoot(settings, masterKey), DatabaseModule.forRoot(database), ...rooms],
    };
  }
}

/** Every room that has tables of its own. */
export const allRooms: readonly Type[] = [IdentityModule, DeskModule, WebhooksModule, OutwardModule];

/** Rooms without HTTP for commands that need them: the one of organizations and members, unless others are named. */
export async function withRooms<T>(
  desk: OpenDesk,
  work: (rooms: INestApplicationContext) => Promise<T>,
  wanted: readonly Type[] = [IdentityModule],
): Promise<T> {
  const rooms = await NestFactory.createApplicationContext(Rooms.of(desk, wanted), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(rooms);
  } finally {
    await rooms.close();
  }
}

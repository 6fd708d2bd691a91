import { type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DatabaseModule } from '#libs/database';
import { IdentityModule } from '#libs/identity';
import { RuntimeModule } from '#libs/runtime';
import type { OpenDesk } from './open-desk.js';

@Module({})
class Rooms {
  static of({ settings, masterKey, database }: OpenDesk): DynamicModule {
    return {
      module: Rooms,
      imports: [RuntimeModule.forRoot(settings, masterKey), DatabaseModule.forRoot(database), IdentityModule],
    };
  }
}

/** The verbs about organizations and members, for commands that need them without HTTP. */
export async function withRooms<T>(desk: OpenDesk, work: (rooms: INestApplicationContext) => Promise<T>): Promise<T> {
  const rooms = await NestFactory.createApplicationContext(Rooms.of(desk), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(rooms);
  } finally {
    await rooms.close();
  }
}

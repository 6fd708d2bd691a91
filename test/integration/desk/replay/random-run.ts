import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { Refused } from '#libs/kernel';
import { ReplayDoctor, type ReplayFinding, Sequencer } from '#libs/ledger';
import { WorkerModule } from '../../../../apps/worker/src/worker.module.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { testMasterKey, testSettings } from '../../../support/rooms.js';
import { Random } from '../quorum-model/random.js';
import { actions } from './actions/all.js';
import { type House, NothingToDo, openHouse, Scene } from './scene.js';

/** A newsroom in which several streams of random actions happen at once. The same seed draws the same. */
export class RandomRun {
  readonly done = new Map<string, number>();
  readonly refused = new Map<string, number>();
  house!: House;

  private constructor(
    private readonly seed: number,
    private readonly on: TestDatabase,
    readonly rooms: INestApplicationContext,
    readonly clients: readonly Client[],
  ) {}

  static async open(seed: number, streams: number): Promise<RandomRun> {
    const on = await freshDatabase();
    const settings = testSettings({ CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8' });
    const rooms = await NestFactory.createApplicationContext(
      WorkerModule.forRoot(settings, testMasterKey(), await on.open(streams * 2)),
      { logger: false, abortOnError: false },
    );
    const clients = Array.from({ length: streams }, () => new Client({ connectionString: on.ownerUrl }));
    await Promise.all(clients.map((client) => client.connect()));
    const run = new RandomRun(seed, on, rooms, clients);
    run.house = await openHouse(rooms, clients[0] as Client);
    return run;
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
    await this.rooms.close();
    await this.on.drop();
  }

  async act(wanted: number): Promise<void> {
    await Promise.all(
      this.clients.map(async (client, stream) => {
        const scene = new Scene(this.rooms, client, this.house, new Random(this.seed + stream));
        for (let n = 0; n < wanted / this.clients.length;)
          if (await this.step(scene, scene.random.pick(this.bag))) n += 1;
      }),
    );
  }

  /** A short run may never have come to something rare. What is left is tried for, with all the rest going on. */
  async actWhatIsLeft(): Promise<void> {
    const scene = new Scene(this.rooms, this.clients[0] as Client, this.house, new Random(this.seed - 1));
    for (let n = 0; n < 10_000 && this.missing().length > 0; n += 1)
      await this.step(scene, scene.random.pick(scene.random.chance(0.5) ? this.missing() : this.bag));
  }

  async step(scene: Scene, name: string): Promise<boolean> {
    try {
      await actions[name]?.act(scene);
      count(this.done, name);
      return true;
    } catch (error) {
      if (error instanceof NothingToDo) return false;
      if (!(error instanceof Refused)) throw new Error(`SEED=${this.seed}, ${name}`, { cause: error });
      count(this.refused, `${name}: ${error.refusal.code}`);
      return false;
    }
  }

  missing(): string[] {
    return Object.keys(actions).filter((name) => !this.done.has(name));
  }

  async sequence(): Promise<void> {
    while ((await this.rooms.get(Sequencer).sequenceOrganization(this.house.organization)) > 0);
  }

  /** What the product itself says when it rebuilds everything from the log. */
  async replay(): Promise<{ readonly compared: number; readonly all: readonly ReplayFinding[] }> {
    const all: ReplayFinding[] = [];
    const found = (one: ReplayFinding): void => void all.push(one);
    return { compared: await this.rooms.get(ReplayDoctor).examine(this.house.organization, { found }), all };
  }

  private readonly bag = Object.entries(actions).flatMap(([name, { weight }]) =>
    Array<string>(Math.ceil(weight * 10)).fill(name),
  );
}

const count = (map: Map<string, number>, what: string): void => void map.set(what, (map.get(what) ?? 0) + 1);

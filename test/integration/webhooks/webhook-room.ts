import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Database, DatabaseModule, Transaction } from '#libs/database';
import { type Actor, newId, systemActor } from '#libs/kernel';
import { Ledger, Sequencer, SigningKeys, startLog } from '#libs/ledger';
import { createLog, MasterKey, readConfig, RuntimeModule, RuntimeSettings } from '#libs/runtime';
import { CreateEndpoint, Deliverer, FanOut, WebhookSettings, WebhooksModule } from '#libs/webhooks';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

const log = createLog('silent');
const masterKey = new MasterKey(randomBytes(32));

export interface RoomOptions {
  readonly retrySeconds?: readonly number[];
  readonly leaseSeconds?: number;
  readonly deadlineMs?: number;
  readonly hotSeconds?: number;
  readonly keptSeconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The webhooks library over a database of its own; a second worker is another room over the same database. */
export class WebhookRoom {
  private constructor(
    readonly test: TestDatabase,
    readonly database: Database,
    readonly module: TestingModule,
  ) {}

  static async open(test: TestDatabase, options: RoomOptions = {}): Promise<WebhookRoom> {
    const database = await test.open();
    const config = readConfig({ CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8', ...options.environment });
    const settings = new WebhookSettings(options.retrySeconds ?? [0.02, 0.02], log, options);
    const module = await Test.createTestingModule({
      imports: [
        RuntimeModule.forRoot(new RuntimeSettings(config, log), masterKey),
        DatabaseModule.forRoot(database),
        WebhooksModule,
      ],
    })
      .overrideProvider(WebhookSettings)
      .useValue(settings)
      .compile();
    return new WebhookRoom(test, database, module);
  }

  get deliverer(): Deliverer {
    return this.module.get(Deliverer);
  }

  /** An organization with an empty log. */
  async organization(): Promise<string> {
    const id = newId();
    await this.test.asOwner(
      `insert into organization (organization_id, slug, name, policy_version, scale_code, scale_version, created_at) values ($1::uuid, $1::uuid::text, 'Desk', 1, 'five', 1, now())`,
      [id],
    );
    await this.module.get(Transaction).run(systemActor(id), (tx) => startLog(tx, this.module.get(SigningKeys)));
    return id;
  }

  endpoint(organization: string, url: string, eventTypes: readonly string[] = ['verdict.published']) {
    return this.module.get(CreateEndpoint).run(adminOf(organization), { url, eventTypes });
  }

  /** Records events, gives them their index and fans them out. */
  async happen(
    organization: string,
    count: number,
    type: 'verdict.published' | 'claim.submitted' = 'verdict.published',
  ): Promise<void> {
    await this.module.get(Transaction).run(systemActor(organization), async (tx) => {
      for (let number = 0; number < count; number += 1) {
        const id = newId();
        await this.module.get(Ledger).record(tx, {
          type,
          root: id,
          changes: [
            { type: 'claim', id, version: 1, after: { id, statement: `Claim ${number}`, assignee: 'a member' } },
          ],
        });
      }
    });
    await this.fanOut();
  }

  async fanOut(): Promise<void> {
    while (await this.module.get(Sequencer).tick());
    while (await this.module.get(FanOut).tick());
  }

  /** Sends what is due now, and waits for the results. */
  async deliver(): Promise<void> {
    while (await this.deliverer.tick());
    await this.deliverer.settle();
  }

  async close(): Promise<void> {
    await this.module.close();
  }
}

export const adminOf = (organization: string): Actor => ({
  organization,
  kind: 'member',
  member: newId(),
  roles: ['admin'],
});

export { freshDatabase };

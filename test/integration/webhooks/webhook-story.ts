import type { Actor } from '#libs/kernel';
import { ChangeEndpoint, CreateEndpoint, type EndpointInput, WebhookQueries } from '#libs/webhooks';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { Receiver } from '../../support/receiver.js';
import { adminOf, type RoomOptions, WebhookRoom } from './webhook-room.js';

/** What a spec of webhooks tells its story with: one room for all of it; a newsroom and a receiver for each test. */
export class WebhookStory {
  test!: TestDatabase;
  room!: WebhookRoom;
  receiver!: Receiver;
  organization!: string;
  admin!: Actor;

  make(more: Partial<EndpointInput> = {}) {
    const input = { url: this.receiver.url, eventTypes: ['verdict.published'], ...more };
    return this.room.module.get(CreateEndpoint).run(this.admin, input);
  }

  change(id: string, edit: object, version = 1, actor = this.admin) {
    return this.room.module.get(ChangeEndpoint).run(actor, id, edit, version);
  }

  async deliveries(endpoint: string) {
    return (await this.room.module.get(WebhookQueries).deliveries(this.admin, endpoint, undefined, { limit: 200 }))
      .items;
  }

  attempts(delivery: string) {
    return this.room.module.get(WebhookQueries).attempts(this.admin, delivery);
  }

  /** Delivers until nothing of this endpoint is pending. */
  untilQuiet(endpoint: string) {
    return eventually('no delivery is pending', async () => {
      await this.room.deliver();
      const all = await this.deliveries(endpoint);
      return all.every(({ status }) => status !== 'pending') && all;
    });
  }

  /** The positions in the log that arrived, in the order of their arrival. */
  indexes(): number[] {
    return this.receiver.journal.map(({ body }) => (JSON.parse(body) as { data: { index: number } }).data.index);
  }
}

/** Opens and closes around the tests of the file that calls it. */
export function webhookStory(options: RoomOptions = {}): WebhookStory {
  const story = new WebhookStory();
  beforeAll(async () => {
    story.test = await freshDatabase();
    story.room = await WebhookRoom.open(story.test, options);
  });
  beforeEach(async () => {
    story.receiver = await Receiver.start();
    story.organization = await story.room.organization();
    story.admin = adminOf(story.organization);
  });
  afterEach(() => story.receiver.stop());
  afterAll(async () => {
    await story.room.close();
    await story.test.drop();
  });
  return story;
}

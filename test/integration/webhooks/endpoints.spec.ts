import { type Actor, Refused } from '#libs/kernel';
import { CreateEndpoint, DisableEndpoint, WebhookQueries } from '#libs/webhooks';
import type { TestDatabase } from '../../support/database.js';
import { adminOf, freshDatabase, WebhookRoom } from './webhook-room.js';

let test: TestDatabase;
let room: WebhookRoom;
let organization: string;

beforeAll(async () => {
  test = await freshDatabase();
  room = await WebhookRoom.open(test);
});
beforeEach(async () => {
  organization = await room.organization();
});
afterAll(async () => {
  await room.close();
  await test.drop();
});

const codeOf = (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
  );

describe('an endpoint', () => {
  it('shows its secret once, and neither the log nor a list holds it', async () => {
    const { endpoint, secret } = await room.endpoint(organization, 'https://receiver.example/hook');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).toMatchObject({
      url: 'https://receiver.example/hook',
      eventTypes: ['verdict.published'],
      status: 'enabled',
      version: 1,
    });
    const [event] = await test.asOwner<{ text: string }>(
      `select convert_from(bytes, 'UTF8') as text from event where organization_id = $1`,
      [organization],
    );
    expect(event?.text).toContain('endpoint.created');
    expect(event?.text).not.toContain('whsec_');
    expect(await room.module.get(WebhookQueries).endpoint(adminOf(organization), endpoint.id)).toEqual(endpoint);
    const [row] = await test.asOwner<{ sealed_secret: Buffer }>(
      `select sealed_secret from webhook_endpoint where id = $1`,
      [endpoint.id],
    );
    expect(row?.sealed_secret.toString('latin1')).not.toContain(secret.slice(6, 20));
  });

  it('cannot point inside the house', async () => {
    for (const url of [
      'https://169.254.169.254/latest',
      'https://10.0.0.1/',
      'http://receiver.example/',
      'ftp://receiver.example/',
    ]) {
      expect([url, await codeOf(room.endpoint(organization, url))]).toEqual([url, 'endpoint.address_refused']);
    }
  });

  it('is made by admins and machines only, and editorial types by admins only', async () => {
    const create = room.module.get(CreateEndpoint);
    const input = { url: 'https://receiver.example/hook', eventTypes: ['verdict.published'] };
    const researcher: Actor = { ...adminOf(organization), roles: ['researcher'] };
    const machine: Actor = { organization, kind: 'integration', roles: [] };
    expect(await codeOf(create.run(researcher, input))).toBe('access.denied');
    expect(await codeOf(create.run(machine, { ...input, eventTypes: ['ballot.cast'] }))).toBe('access.person_needed');
    expect(await codeOf(create.run(machine, input))).toBe('not refused');
    expect(await codeOf(create.run(adminOf(organization), { ...input, eventTypes: ['ballot.cast'] }))).toBe(
      'not refused',
    );
    expect(await codeOf(create.run(machine, { ...input, eventTypes: ['nothing.happened'] }))).toBe(
      'endpoint.unknown_event_type',
    );
  });

  it('is not there for another organization', async () => {
    const { endpoint } = await room.endpoint(organization, 'https://receiver.example/hook');
    const stranger = adminOf(await room.organization());
    expect(await codeOf(room.module.get(WebhookQueries).endpoint(stranger, endpoint.id))).toBe('not_found');
    expect(await codeOf(room.module.get(DisableEndpoint).run(stranger, { id: endpoint.id }))).toBe('not_found');
    expect((await room.module.get(WebhookQueries).endpoints(stranger, { limit: 10 })).items).toEqual([]);
  });

  it('is switched at the version that was read', async () => {
    const { endpoint } = await room.endpoint(organization, 'https://receiver.example/hook');
    const disable = room.module.get(DisableEndpoint);
    expect(await codeOf(disable.run(adminOf(organization), { id: endpoint.id, version: 9 }))).toBe('request.stale');
    expect(await disable.run(adminOf(organization), { id: endpoint.id, version: 1 })).toMatchObject({
      status: 'disabled',
      version: 2,
    });
    expect(await disable.run(adminOf(organization), { id: endpoint.id })).toMatchObject({
      status: 'disabled',
      version: 2,
    });
  });

  it('is listed newest first, page by page', async () => {
    const made: string[] = [];
    for (let number = 0; number < 5; number += 1)
      made.push((await room.endpoint(organization, `https://receiver.example/${number}`)).endpoint.id);
    const queries = room.module.get(WebhookQueries);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queries.endpoints(adminOf(organization), { limit: 2, cursor });
      seen.push(...page.items.map((endpoint) => endpoint.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made.reverse());
  });
});

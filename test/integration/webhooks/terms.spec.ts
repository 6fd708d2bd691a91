import { Webhook } from 'standardwebhooks';
import { type Actor, newId, Refused, systemActor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { Transaction } from '#libs/database';
import { ArchiveEndpoint, EnableEndpoint, Redeliver, RotateSecret, SendTest, WebhookQueries } from '#libs/webhooks';
import { webhookStory } from './webhook-story.js';

const story = webhookStory();

const codeOf = (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
  );

describe('an endpoint', () => {
  it('gets what its filter lets pass, numbered without a gap', async () => {
    const { endpoint } = await story.make({ filter: { languages: ['es'], topics: ['war', 'health'] } });
    await story.room.module.get(Transaction).run(systemActor(story.organization), async (tx) => {
      for (const labels of [
        { topics: ['war'], language: 'es-VE' },
        { topics: ['war'], language: 'en' },
        { topics: ['sport'], language: 'es' },
        {},
        { topics: ['sport', 'health'], language: 'es' },
      ])
        await story.room.module
          .get(Ledger)
          .record(tx, { type: 'verdict.published', root: newId(), labels, changes: [] });
    });
    await story.room.fanOut();
    const found = await story.deliveries(endpoint.id);
    expect(found.map(({ index, sequence }) => [index, sequence])).toEqual([
      [5, 1],
      [1, 0],
    ]);
  });

  it('gets thin bodies from its change on; what was put down before keeps its own', async () => {
    const { endpoint } = await story.make();
    await story.room.happen(story.organization, 1);
    await story.change(endpoint.id, { payload: 'thin' });
    await story.room.happen(story.organization, 1);
    await story.room.deliver();
    const bodies = story.receiver.journal.map(({ body }) => body.includes('"facts"') && body.includes('"after"'));
    expect(bodies.sort()).toEqual([false, true]);
    const [newer, older] = await story.deliveries(endpoint.id);
    expect([older?.payload, newer?.payload]).toEqual(['full', 'thin']);
    await story.room.module.get(Redeliver).run(story.admin, older!.id);
    await story.room.deliver();
    expect(story.receiver.journal.at(-1)).toMatchObject({
      id: older!.id,
      body: story.receiver.journal.find(({ id }) => id === older!.id)!.body,
    });
  });

  it('gets its own headers, which nobody reads here and no other host learns', async () => {
    const { endpoint } = await story.make({ headers: { Authorization: 'Bearer canary-7' } });
    expect(endpoint.headerNames).toEqual(['authorization']);
    await story.room.happen(story.organization, 1);
    await story.room.deliver();
    expect(story.receiver.journal[0]?.headers.authorization).toBe('Bearer canary-7');
    const everything = await Promise.all(
      ['webhook_endpoint', 'event', 'delivery', 'attempt'].map((table) =>
        story.test.asOwner<{ text: string }>(
          `select convert_from(convert_to(t::text, 'UTF8'), 'UTF8') as text from ${table} t`,
        ),
      ),
    );
    const hex = Buffer.from('canary-7').toString('hex');
    expect(everything.flat().filter(({ text }) => text.includes('canary-7') || text.includes(hex))).toEqual([]);
    const elsewhere = 'https://elsewhere.example/hook';
    expect(await codeOf(story.change(endpoint.id, { url: elsewhere }))).toBe('endpoint.headers_needed');
    expect(await story.change(endpoint.id, { url: `${story.receiver.url}/other` })).toMatchObject({
      headerNames: ['authorization'],
    });
    expect(await story.change(endpoint.id, { url: elsewhere, headers: null }, 2)).toMatchObject({
      headerNames: [],
      url: elsewhere,
    });
    expect(await codeOf(story.change(endpoint.id, { headers: { 'webhook-id': 'mine' } }, 3))).toBe(
      'endpoint.header_refused',
    );
  });

  it('of editorial events cannot be turned to itself by a machine', async () => {
    const { endpoint } = await story.make({ eventTypes: ['ballot.cast'] });
    const machine: Actor = { organization: story.organization, kind: 'integration', roles: [] };
    expect(await codeOf(story.change(endpoint.id, { description: 'mine' }, 1, machine))).toBe('access.person_needed');
    expect(await codeOf(story.change(endpoint.id, { eventTypes: ['verdict.published'] }, 1, machine))).toBe(
      'not refused',
    );
    expect(await codeOf(story.change(endpoint.id, { eventTypes: ['ballot.cast'] }, 2, machine))).toBe(
      'access.person_needed',
    );
  });

  it('with a new secret signs with the old one too, for its grace, and at once with the new one alone without', async () => {
    const made = await story.make();
    const rotate = (graceSeconds: number) =>
      story.room.module.get(RotateSecret).run(story.admin, made.endpoint.id, graceSeconds);
    const signedBy = async (...secrets: string[]): Promise<boolean[]> => {
      await story.room.happen(story.organization, 1);
      await story.room.deliver();
      const { body, headers } = story.receiver.journal.at(-1)!;
      return secrets.map((secret) => {
        try {
          return new Webhook(secret).verify(body, headers as Record<string, string>) !== undefined;
        } catch {
          return false;
        }
      });
    };
    const second = await rotate(3_600);
    const third = await rotate(3_600);
    expect(second.secret).not.toBe(made.secret);
    expect(await signedBy(made.secret, second.secret, third.secret)).toEqual([true, true, true]);
    await story.test.asOwner(
      `update webhook_earlier_secret set ends_at = now() where id = (select id from webhook_earlier_secret where endpoint_id = $1 order by id limit 1)`,
      [made.endpoint.id],
    );
    expect(await signedBy(made.secret, second.secret, third.secret)).toEqual([false, true, true]);
    const fourth = await rotate(0);
    expect(await signedBy(made.secret, second.secret, third.secret, fourth.secret)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    for (let n = 0; n < 10; n += 1) await rotate(3_600);
    expect(await codeOf(rotate(3_600))).toBe('endpoint.too_many_secrets');
    expect(await codeOf(rotate(0))).toBe('not refused');
  });

  it('is deleted for good: nothing is sent, its secrets are gone, what was sent stays', async () => {
    const { endpoint } = await story.make({ headers: { 'x-key': 'k' } });
    await story.room.happen(story.organization, 2);
    await story.room.module.get(RotateSecret).run(story.admin, endpoint.id, 60);
    const archived = await story.room.module.get(ArchiveEndpoint).run(story.admin, endpoint.id, 2);
    expect(archived).toMatchObject({ status: 'archived', headerNames: [], version: 3 });
    await story.room.happen(story.organization, 1);
    await story.room.deliver();
    expect(story.receiver.journal).toEqual([]);
    expect((await story.deliveries(endpoint.id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    const rows = await story.test.asOwner(
      `select 1 from webhook_endpoint e left join webhook_earlier_secret s on s.endpoint_id = e.id
        where e.id = $1 and (length(e.sealed_secret) > 0 or e.sealed_headers is not null or s.id is not null)`,
      [endpoint.id],
    );
    expect(rows).toEqual([]);
    expect((await story.room.module.get(WebhookQueries).endpoints(story.admin, { limit: 10 })).items).toEqual([]);
    for (const again of [
      () => story.change(endpoint.id, {}, 3),
      () => story.room.module.get(EnableEndpoint).run(story.admin, { id: endpoint.id }),
      () => story.room.module.get(SendTest).run(story.admin, endpoint.id),
    ])
      expect(await codeOf(again())).toBe('endpoint.archived');
  });

  it('is tested by a message of its own, enabled or not, tried once and outside the sequence', async () => {
    const { endpoint, secret } = await story.make();
    const size = async () =>
      (await story.test.asOwner(`select 1 from event where organization_id = $1`, [story.organization])).length;
    const before = await size();
    story.receiver.next(500);
    const failed = await story.room.module.get(SendTest).run(story.admin, endpoint.id);
    await story.room.deliver();
    const tested = await story.room.module.get(SendTest).run(story.admin, endpoint.id);
    await story.room.deliver();
    expect(await size()).toBe(before);
    expect(story.receiver.verified(secret)).toMatchObject([
      { type: 'endpoint.test', data: { endpoint: endpoint.id, delivery: failed.id } },
      { type: 'endpoint.test', data: { delivery: tested.id } },
    ]);
    expect((await story.deliveries(endpoint.id)).map(({ kind, status, sequence }) => [kind, status, sequence])).toEqual(
      [
        ['test', 'delivered', null],
        ['test', 'exhausted', null],
      ],
    );
    expect(await codeOf(story.room.module.get(Redeliver).run(story.admin, tested.id))).toBe('delivery.is_message');
  });
});

import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { eventually } from '../support/eventually.js';
import { approvedVerdict, type Desk, none, staffed, verdictInReview } from '../support/story.js';

describe('events that are pulled', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let machine: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'CMS' })).key);
  });
  afterAll(() => newsroom?.close());

  const publish = async (): Promise<void> => {
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
  };
  /** Everything there is, page by page. */
  async function all(caller: Caller, query = ''): Promise<Body[]> {
    const items: Body[] = [];
    for (let after = -1; ;) {
      const page = await caller.get(`/events?after=${after}&limit=7${query}`);
      items.push(...page.items);
      if (page.next === after) return items;
      after = page.next;
    }
  }
  const sequenced = () =>
    eventually('the log has everything', async () => {
      return (await newsroom.on.asOwner('select from event_pending')).length === 0;
    });
  const stream = (caller: Caller, query = '', headers: Record<string, string> = {}) =>
    fetch(`${newsroom.address}/v1/events${query}`, {
      headers: { authorization: `Bearer ${caller.key}`, accept: 'text/event-stream', ...headers },
    });

  it('are all of the log for the desk, in its order, and for a machine what is public', async () => {
    await publish();
    await sequenced();
    const seen = await all(desk.editor);
    const [head] = await newsroom.on.asOwner<{ size: string }>('select size from ledger_head');
    expect(seen.map(({ data }) => data.index)).toEqual(Array.from({ length: Number(head?.size) }, (_, index) => index));
    const open = await all(machine);
    expect(open.map(({ type }) => type)).toEqual(['verdict.published']);
    expect(open).toEqual(seen.filter(({ type }) => type === 'verdict.published'));
    expect(JSON.stringify(open)).not.toMatch(new RegExp(`${desk.researcher.member}|A\\. Sample|committed`));
    expect((await all(machine, '&types=ballot.cast')).length).toBe(0);
    expect((await all(desk.editor, '&types=claim.submitted,ballot.cast')).map(({ type }) => type)).toEqual([
      'claim.submitted',
      'ballot.cast',
    ]);
  });

  it('say of a hidden ballot that it was cast, and neither whose nor how', async () => {
    await desk.editor.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
    const { verdict } = await verdictInReview(desk);
    const ballot = await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'approve',
      digest: verdict.digest,
      comment: 'canary-of-a-ballot',
      interests: none,
    });
    await sequenced();
    const told = (await all(desk.researcher)).filter(({ data }) => JSON.stringify(data).includes(ballot.id));
    expect(told.map(({ type }) => type)).toEqual(['ballot.cast']);
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${desk.reviewer.member}|canary-of-a-ballot|approve`));
  });

  it('are waited for, and an empty answer after a while is one', async () => {
    await sequenced();
    const { next } = await machine.get('/events?after=999999');
    const waiting = machine.get(`/events?after=${next}&wait=20`);
    const claim = await desk.editor.get('/claims?status=published');
    await desk.editor.post(`/claims/${claim.items[0].id}/suspend`, { reason: 'A doubt.' });
    expect((await waiting).items.map(({ type }: Body) => type)).toEqual(['claim.suspended']);
    await desk.editor.post(`/claims/${claim.items[0].id}/restore`, { reason: 'No doubt.' });
    const { items, next: behind } = await machine.get(`/events?after=${next}&wait=20&types=claim.restored`);
    expect([items.length, behind]).toEqual([1, items[0].data.index]);
    expect(await machine.get(`/events?after=${behind}&wait=1`)).toEqual({ items: [], next: behind });
  });

  it('are streamed, and go on behind the last one that a reader got', async () => {
    const seen = await all(machine);
    const response = await stream(machine);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const got = await read(response, seen.length);
    expect(got).toEqual(seen.map((one) => ({ id: String(one.data.index), event: one.type, data: one })));
    const rest = await read(await stream(machine, '', { 'last-event-id': got[0]!.id }), seen.length - 1);
    expect(rest).toEqual(got.slice(1));
    const refused = await stream(machine, '', { 'last-event-id': 'x' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('end with the key that opened the stream', async () => {
    const made = await newsroom.admin.post('/api-keys', { name: 'short-lived' });
    const response = await stream(newsroom.caller(made.key), '?types=correction.published');
    await newsroom.on.asOwner(`update api_key set revoked_at = now() where name = 'short-lived'`);
    const chunks: string[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) chunks.push(String(chunk));
    expect((await stream(newsroom.caller(made.key))).status).toBe(401);
  });

  it('are waited for by one key so often at once and not more, however a place is left', async () => {
    await sequenced();
    const many = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'many tabs' })).key);
    const leave = new AbortController();
    const open = (signal: AbortSignal) =>
      fetch(`${newsroom.address}/v1/events?types=correction.published`, {
        headers: { authorization: `Bearer ${many.key}`, accept: 'text/event-stream' },
        signal,
      });
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(leave.signal)));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    const refused = await open(AbortSignal.timeout(10_000));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await refused.json()).toMatchObject({ code: 'request.too_many' });
    const { next } = await many.get('/events?after=999999');
    expect((await many.send('get', `/v1/events?after=${next}&wait=1`)).status).toBe(429);
    expect(await machine.get(`/events?after=${next}&wait=1`)).toEqual({ items: [], next });
    leave.abort();
    await eventually('their places are free', async () => {
      return (await many.send('get', `/v1/events?after=${next}&wait=1`)).status === 200;
    });
  });

  it('are nobody else’s', async () => {
    const rival = await newsroom.rival();
    const ours = (await newsroom.admin.get('/me')).organization;
    await sequenced();
    expect(JSON.stringify(await all(rival))).not.toContain(ours);
  });
});

/** The first events of a stream, which is left then. */
async function read(response: Response, count: number): Promise<{ id: string; event: string; data: Body }[]> {
  let text = '';
  const found: { id: string; event: string; data: Body }[] = [];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((one) => one.startsWith('id:'))) {
      const [, id = '', event = '', data = ''] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      found.push({ id, event, data: JSON.parse(data) });
    }
    if (found.length >= count) break;
  }
  return found;
}

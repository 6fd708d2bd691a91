import { Client } from 'pg';
import { newId, type Role } from '#libs/kernel';
import {
  CancelReport,
  DiscardReport,
  ExpireReport,
  MakeReport,
  ReportFiles,
  RetryReport,
  TakeReport,
} from '#libs/outward';
import { eventually } from '../../support/eventually.js';
import { aClaim, aClaimant, type Newsroom, openNewsrooms } from './newsroom.js';

const refusedWith = (code: string) => ({ refusal: { code } });

describe('the life of a report', () => {
  let newsrooms: Awaited<ReturnType<typeof openNewsrooms>>;
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsrooms = await openNewsrooms();
  });
  afterAll(() => newsrooms?.close());
  beforeEach(async () => {
    newsroom = await newsrooms.open();
    await submit(2);
  });

  /** Twenty claims an event. */
  const submit = async (events: number): Promise<void> => {
    for (let i = 0; i < events; i += 1) {
      const claims = Array.from({ length: 20 }, () => aClaim({ statement: 'long '.repeat(200) }));
      await newsroom.record('claim.submitted', newId(), [...claims, aClaimant()]);
    }
  };

  /** All that is due, also what other tests left. */
  const worked = async (): Promise<void> => {
    while (await newsroom.work());
  };
  const register = () => newsroom.request({ kind: 'claims-register' });
  const cancel = (id: string, actor = newsroom.editor) => newsroom.rooms.get(CancelReport).run(actor, id);
  const retry = (id: string, actor = newsroom.editor) => newsroom.rooms.get(RetryReport).run(actor, id);
  const make = (id: string) => newsroom.rooms.get(MakeReport).run(newsroom.organization, id, () => true);
  const kept = async () => {
    const [row] = await newsroom.on.asOwner<{ contents: number; bytes: number }>(
      `select (select count(*)::int from report_content where organization_id = $1) as contents,
              (select coalesce(sum(octet_length(bytes)), 0)::int from report_chunk where organization_id = $1) as bytes`,
      [newsroom.organization],
    );
    return row;
  };
  const expire = async (id: string): Promise<void> => {
    await newsroom.on.asOwner(`update report set expires_at = now() - interval '1 second' where id = $1`, [id]);
    await newsroom.rooms.get(ExpireReport).run(newsroom.organization, id);
  };

  it('ends before it began when it is cancelled, and begins again when it is retried', async () => {
    const { id } = await register();
    await cancel(id);
    await worked();
    expect(await newsroom.report(id)).toMatchObject({ status: 'cancelled', startedAt: null });
    await expect(newsroom.bytes(id)).rejects.toMatchObject(refusedWith('report.wrong_state'));
    await expect(cancel(id)).rejects.toMatchObject(refusedWith('report.wrong_state'));
    await newsroom.record('claim.submitted', newId(), [aClaim(), aClaimant()]);
    await retry(id);
    await worked();
    expect(await newsroom.report(id)).toMatchObject({ status: 'done', progress: { done: 40, total: 40 } });
    await expect(retry(id)).rejects.toMatchObject(refusedWith('report.wrong_state'));
    expect(await newsroom.eventsOf(id)).toEqual([
      'report.requested',
      'report.cancelled',
      'report.retried',
      'report.completed',
    ]);
  });

  it('stops in the middle of being made, and leaves no bytes', async () => {
    const { id } = await register();
    const elsewhere = new Client({ connectionString: newsroom.on.ownerUrl });
    await elsewhere.connect();
    try {
      await elsewhere.query('begin; lock table ledger_state in access exclusive mode');
      const run = make(id);
      await eventually('the worker has begun', async () => (await newsroom.report(id)).status === 'running');
      expect(await kept()).toEqual({ contents: 1, bytes: 0 });
      await cancel(id);
      await elsewhere.query('rollback');
      await run;
    } finally {
      await elsewhere.end();
    }
    expect(await newsroom.report(id)).toMatchObject({ status: 'cancelled', progress: { done: 0 } });
    expect(await kept()).toEqual({ contents: 0, bytes: 0 });
  });

  it('is not ended by the worker that still holds the job from before it was retried', async () => {
    const { id } = await register();
    const fence = async (): Promise<number | undefined> =>
      (await newsroom.on.asOwner<{ fence: number }>(`select fence from work_due where subject_id = $1`, [id]))[0]
        ?.fence;
    await newsroom.on.asOwner(
      `update work_due set fence = 1, lease_until = now() + interval '30 s' where subject_id = $1`,
      [id],
    );
    await cancel(id);
    await retry(id);
    expect(await fence()).toBe(2);
    await worked();
    expect(await newsroom.report(id)).toMatchObject({ status: 'done' });
  });

  it('is in the hands of whoever asked for it, and of administrators', async () => {
    const { id } = await register();
    const colleague = (...roles: Role[]) => ({ ...newsroom.editor, member: newId(), roles });
    await expect(cancel(id, colleague('editor'))).rejects.toMatchObject(refusedWith('access.denied'));
    await expect(retry(id, colleague('editor'))).rejects.toMatchObject(refusedWith('access.denied'));
    await expect(cancel(newId())).rejects.toMatchObject(refusedWith('not_found'));
    await expect(retry(newId())).rejects.toMatchObject(refusedWith('not_found'));
    await cancel(id, colleague('admin'));
    await worked();
  });

  it('tells when it will be done, by how fast it went', async () => {
    const { id } = await register();
    expect(await newsroom.report(id)).toMatchObject({ eta: null });
    await newsroom.on.asOwner(
      `update report set status = 'running', rows_done = 25, rows_total = 100, started_at = '2026-01-01T00:00:00Z', progress_at = '2026-01-01T00:00:10Z' where id = $1`,
      [id],
    );
    expect(await newsroom.report(id)).toMatchObject({ eta: '2026-01-01T00:00:40.000Z' });
    await worked();
    expect(await newsroom.report(id)).toMatchObject({ status: 'done', eta: null });
  });

  it('shares its bytes with another report that has the same, and neither loses them by the other', async () => {
    const [first, second] = [(await register()).id, (await register()).id];
    await Promise.all([make(first), make(second)]);
    const bytes = await newsroom.bytes(first);
    expect(await newsroom.bytes(second)).toEqual(bytes);
    expect(await kept()).toEqual({ contents: 1, bytes: bytes.length });
    await expire(first);
    await expect(newsroom.bytes(first)).rejects.toMatchObject(refusedWith('report.expired'));
    expect(await newsroom.bytes(second)).toEqual(bytes);
    await expire(second);
    expect(await kept()).toEqual({ contents: 0, bytes: 0 });
    expect(await newsroom.eventsOf(second)).toEqual(['report.requested', 'report.completed', 'report.expired']);
    await worked();
  });

  it('loses its file at once when it is discarded, and another one with the same bytes keeps them', async () => {
    const discard = (id: string, actor = newsroom.editor) => newsroom.rooms.get(DiscardReport).run(actor, id);
    const [first, second] = [(await register()).id, (await register()).id];
    await expect(discard(first)).rejects.toMatchObject(refusedWith('report.wrong_state'));
    await make(first);
    await make(second);
    const bytes = await newsroom.bytes(second);
    const colleague = { ...newsroom.editor, member: newId() };
    await expect(discard(first, colleague)).rejects.toMatchObject(refusedWith('access.denied'));
    expect(await discard(first)).toMatchObject({ status: 'expired' });
    await expect(newsroom.bytes(first)).rejects.toMatchObject(refusedWith('report.expired'));
    await expect(discard(first)).rejects.toMatchObject(refusedWith('report.wrong_state'));
    expect(await newsroom.bytes(second)).toEqual(bytes);
    await discard(second, { ...newsroom.editor, member: newId(), roles: ['admin'] });
    expect(await kept()).toEqual({ contents: 0, bytes: 0 });
    // The job that would have let go of it comes and finds nothing to do.
    await newsroom.rooms.get(ExpireReport).run(newsroom.organization, first);
    expect(await newsroom.eventsOf(first)).toEqual(['report.requested', 'report.completed', 'report.discarded']);
    await worked();
    expect(await newsroom.made({ kind: 'claims-register' })).toEqual(bytes);
  });

  it('is kept for as long as was set, says how to get it again, and then has the same bytes', async () => {
    const bytes = await newsroom.made({ kind: 'claims-register', parameters: { status: 'submitted' } });
    const [{ id }] = (await newsroom.on.asOwner<{ id: string }>(
      `select id from report where organization_id = $1 and expires_at = finished_at + interval '30 days'`,
      [newsroom.organization],
    )) as [{ id: string }];
    const [job] = await newsroom.on.asOwner<{ ok: boolean }>(
      `select w.due_at = r.expires_at as ok from work_due w join report r on r.id = w.subject_id where r.id = $1`,
      [id],
    );
    expect(job).toEqual({ ok: true });
    // Not yet: the job that comes too early does nothing.
    await newsroom.rooms.get(ExpireReport).run(newsroom.organization, id);
    expect(await newsroom.bytes(id)).toEqual(bytes);
    // The time alone ends it, before the job has come.
    await newsroom.on.asOwner(`update report set expires_at = now() where id = $1`, [id]);
    const refused = await newsroom.bytes(id).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      refusal: {
        code: 'report.expired',
        detail: expect.stringMatching(/same parameters and checkpoint.*same bytes again/),
        facts: { kind: 'claims-register', format: 'csv', status: 'submitted', checkpoint: 2 },
      },
    });
    await submit(1);
    expect(
      await newsroom.made({ kind: 'claims-register', parameters: { status: 'submitted' }, checkpoint: 2 }),
    ).toEqual(bytes);
  });

  it('is read from any byte to any other', async () => {
    await submit(28);
    const bytes = await newsroom.made({ kind: 'claims-register' });
    const [{ id }] = (await newsroom.on.asOwner<{ id: string }>(`select id from report where organization_id = $1`, [
      newsroom.organization,
    ])) as [{ id: string }];
    const file = await newsroom.rooms.get(ReportFiles).open(newsroom.editor, id);
    const chunk = 256 * 1024;
    expect(bytes.length).toBeGreaterThan(2 * chunk);
    for (const [start, end] of [
      [0, 1],
      [chunk - 1, chunk + 1],
      [chunk, 2 * chunk],
      [chunk + 5, bytes.length - 7],
      [bytes.length - 1, bytes.length],
      [10, 10],
    ] as const) {
      const parts: Buffer[] = [];
      for await (const part of file.bytes(start, end)) parts.push(part);
      expect(Buffer.concat(parts).equals(bytes.subarray(start, end))).toBe(true);
    }
  });

  it('tells the log once for each key that takes it', async () => {
    await newsroom.made({ kind: 'claims-register' });
    const [{ id }] = (await newsroom.on.asOwner<{ id: string }>(`select id from report where organization_id = $1`, [
      newsroom.organization,
    ])) as [{ id: string }];
    const other = { ...newsroom.editor, key: newId() };
    for (const actor of [newsroom.editor, newsroom.editor, other])
      await newsroom.rooms.get(TakeReport).run(actor, await newsroom.rooms.get(ReportFiles).open(actor, id));
    expect((await newsroom.eventsOf(id)).slice(2)).toEqual(['report.downloaded', 'report.downloaded']);
  });
});

import { Client } from 'pg';
import { newId } from '#libs/kernel';
import { committed, Contract } from '../../architecture/contract/contract.js';
import { openRoom, type Room } from '../../architecture/contract/room.js';
import { wholeDay } from '../../architecture/contract/whole-day.js';

jest.setTimeout(120_000);

interface Sent {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * Every statement that API and worker send during a long day is sent again, with the same ids, by the same role, on a
 * connection that is set to another organization: whatever the text of a store asks for, the fence shows and changes nothing.
 */
describe('every statement of the product, on the connection of another organization', () => {
  const sent = new Map<string, Sent[]>();
  let room: Room;
  let app: Client;
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    const spy = listen(sent);
    room = await openRoom(new Contract(committed()));
    await wholeDay(room);
    ours = (await room.newsroom.admin.get('/me')).organization;
    theirs = (await (await room.newsroom.rival()).get('/me')).organization;
    spy.mockRestore();
    app = new Client({ connectionString: room.newsroom.on.ownerUrl });
    await app.connect();
    await app.query('set role claimdesk_app');
  });
  afterAll(async () => {
    await app?.end();
    await room?.close();
  });

  /** What one statement gives on a connection of this organization. Nothing of it stays. */
  async function again({ text, values }: Sent, organization: string): Promise<{ rows: unknown[]; error?: string }> {
    await app.query('begin');
    try {
      await app.query(`select set_config('claimdesk.organization', $1, true)`, [organization]);
      const { rows, rowCount, command } = await app.query<object>(text, values);
      return {
        rows:
          command === 'SELECT' ? rows : [...rows, ...Array<string>(rows.length ? 0 : (rowCount ?? 0)).fill(command)],
      };
    } catch (error) {
      return { rows: [], error: (error as { code: string }).code };
    } finally {
      await app.query('rollback');
    }
  }

  it('sees and changes nothing', async () => {
    const wrong: string[] = [];
    const seenByOurs = new Set<string>();
    const about = [...sent].filter(([text]) => !isAcross(text));
    // An organization that is none has nothing: the other one must see exactly as much of ours.
    for (const [text, times] of about) {
      for (const one of times.filter(({ values }) => values.flat().includes(ours))) {
        if ((await again(one, ours)).rows.length > 0) seenByOurs.add(text);
        const [there, nowhere] = [await again(one, theirs), await again(one, newId())];
        const refused = there.error === '42501'; // the fence, for a row that would be written
        if (!refused && JSON.stringify(there) !== JSON.stringify(nowhere))
          wrong.push(
            `${text}\n gave ${JSON.stringify(there).slice(0, 300)}, and to nobody ${JSON.stringify(nowhere).slice(0, 300)}`,
          );
      }
    }
    expect(wrong).toEqual([]);
    expect(about.length).toBeGreaterThan(150);
    // It would prove nothing if the statements found nothing where they belong.
    expect(seenByOurs.size).toBeGreaterThan(80);
  });
});

/** Tables without tenants hold ids and times alone (GROUND 8). */
const isAcross = (text: string): boolean =>
  /\b(event_pending|ledger_due|work_due|public_address|master_key_mark|pg_\w+)\b/.test(text);

function listen(sent: Map<string, Sent[]>): jest.SpyInstance {
  const original = Reflect.get(Client.prototype, 'query') as (...given: unknown[]) => unknown;
  return jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [first, second] = given;
    const text = typeof first === 'string' ? first : (first as { text?: string })?.text;
    const values = Array.isArray(second) ? second : ((first as { values?: unknown[] } | undefined)?.values ?? []);
    if (text && /^\s*(select|insert|update|delete|with)\b/i.test(text) && values.length > 0) {
      const times = sent.get(text) ?? [];
      // The last few: by then there was most to be found.
      sent.set(text, [...times.slice(-2), { text, values }]);
    }
    return original.apply(this, given);
  });
}

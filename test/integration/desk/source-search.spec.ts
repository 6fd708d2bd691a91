import { SourceStore } from '#libs/desk';
import { newId } from '#libs/kernel';
import { type Newsroom, openNewsroom } from '../../support/newsroom.js';

describe('the search for sources by how their title begins', () => {
  let newsroom: Newsroom;
  let organization: string;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    organization = (await newsroom.admin.get('/organization')).id;
    await newsroom.on.asOwner(
      `insert into source (organization_id, id, kind, title, access, created_at)
       select $1, gen_random_uuid(), 'document', md5(n::text), 'open', now() from generate_series(1, 20000) n`,
      [organization],
    );
    await newsroom.on.asOwner('analyze source');
  });
  afterAll(() => newsroom?.close());

  it('reads its index also behind row-level security, as the role that serves requests', async () => {
    const asked: { text: string; values: readonly unknown[] }[] = [];
    const { connections } = newsroom.database;
    const listening = {
      read: async (_: string, text: string, values: readonly unknown[]) => asked.push({ text, values }),
    };
    await new SourceStore(listening as never).list(organization, { limit: 51 }, { q: 'c4ca' });
    const [{ text, values } = { text: '', values: [] }] = asked;
    const plan = await connections.lend(organization, async (client) => {
      await client.query(`set plan_cache_mode = force_generic_plan`);
      try {
        await client.query({ name: newId(), text, values: [...values] });
        return (await client.query(`explain ${text}`, [...values])).rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        await client.query('reset plan_cache_mode');
      }
    });
    expect(plan).toContain('source_by_title');
  });

  it('takes letters of its pattern for letters', async () => {
    await newsroom.on.asOwner(
      `insert into source (organization_id, id, kind, title, access, created_at) values ($1, $2, 'document', '100% true_', 'open', now())`,
      [organization, newId()],
    );
    const found = async (q: string): Promise<number> =>
      (await newsroom.admin.get(`/sources?q=${encodeURIComponent(q)}`)).items.length;
    expect([await found('100% T'), await found('100_'), await found('1__% ')]).toEqual([1, 0, 0]);
  });
});

import type { Database } from '#libs/database';
import { canonicalBytes, newId } from '#libs/kernel';
import { eventType } from '#libs/ledger';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

describe('the type of an event, read from the end of its bytes', () => {
  let on: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    on = await freshDatabase();
    database = await on.open();
  });
  afterAll(() => on?.drop());

  const typeOf = async (bytes: Uint8Array): Promise<string | null | undefined> => {
    const rows = await database.connections.read<{ type: string | null }>(
      newId(),
      `select ${eventType('$1::bytea')} as type`,
      [Buffer.from(bytes)],
    );
    return rows[0]?.type;
  };
  const envelope = (more: object): Uint8Array =>
    canonicalBytes({
      changes: [{ type: 'claim', after: { statement: 'a "type":"verdict.published"}' } }],
      type: 'claim.edited',
      ...more,
    });

  it.each([
    ['a usual one', envelope({ root: newId() })],
    ['letters of several bytes right before it', envelope({ schema: 'ä€𝄞'.repeat(40) })],
    ['a byte that is cut in two by the part that is looked at', envelope({ schema: `${'€'.repeat(20)}xy` })],
    ['shorter than what is looked at', canonicalBytes({ type: 'claim.edited' })],
    ['a name behind it', envelope({ zone: 'UTC' })],
    ['a name behind it that looks alike', envelope({ zone: { type: 'verdict.published' } })],
    ['a text behind it that looks alike', envelope({ zone: '"type":"verdict.published"}' })],
  ])('%s', async (_, bytes) => {
    expect(await typeOf(bytes)).toBe('claim.edited');
  });
});

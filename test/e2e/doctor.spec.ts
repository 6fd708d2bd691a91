import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { claimdesk, freePort } from '../support/processes.js';
import { SignedLedger } from '../support/signed-ledger.js';

jest.setTimeout(90_000);

describe('claimdesk doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-doctor-'));
  let on: TestDatabase;
  let organization: string;

  const run = async (...args: string[]): Promise<{ code: number | null; output: string }> => {
    const running = claimdesk(args, {
      DATABASE_URL: on.ownerUrl,
      CLAIMDESK_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      PORT: String(await freePort()),
    });
    return { code: await running.exit, output: running.output };
  };

  beforeAll(async () => {
    on = await freshDatabase();
    const made = await run('create-organization', '--name', 'Doctor', '--slug', 'doctor', '--json');
    ({ organization } = JSON.parse(made.output) as { organization: string });
    const worker = claimdesk(['worker'], {
      DATABASE_URL: on.ownerUrl,
      CLAIMDESK_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    await worker.prints('The Claimdesk worker runs');
    await eventually('it is signed', async () => (await on.asOwner(`select from checkpoint`)).length > 0);
    await eventually('it is public', async () => (await on.asOwner(`select from published_organization`)).length > 0);
    await worker.end();
  });
  afterAll(async () => {
    await on?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that everything is as it was recorded, also to a witness', async () => {
    expect(await run('doctor', '--ledger')).toEqual({
      code: 0,
      output: `${organization}: 1 entries examined.\nEverything is as it was recorded.\n`,
    });
    const [signed] = await on.asOwner<{ note: string }>(`select note from checkpoint`);
    writeFileSync(join(folder, 'witness'), signed?.note ?? '');
    expect((await run('doctor', '--ledger', '--witness', join(folder, 'witness'))).code).toBe(0);
  });

  it('rebuilds every state from the log alone, and names each field that differs, in words and as JSON', async () => {
    expect(await run('doctor', '--ledger', '--replay')).toEqual({
      code: 0,
      output:
        `${organization}: 1 entries examined.\nEverything is as it was recorded.\n` +
        `${organization}: 6 states rebuilt from the log and compared.\nWhat stands in the tables is what the log tells.\n`,
    });
    await on.asOwner(`update organization set name = 'Mallory'`);
    const { code, output } = await run('doctor', '--replay', '--json');
    await on.asOwner(`update organization set name = 'Doctor'`);
    const [difference, ...rest] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect([code, difference, rest]).toEqual([
      3,
      {
        organization,
        kind: 'field_differs',
        type: 'organization',
        id: organization,
        field: 'name',
        index: 0,
        sentence: 'name: "Doctor" in the log, "Mallory" in the table (entry 0).',
      },
      [{ organization, compared: 6 }, { differences: 1 }],
    ]);
  });

  it('says that nothing can be rebuilt from bytes that are no JSON, and who says which', async () => {
    await on.asOwner(
      `set session_replication_role = replica; create table kept as select * from event; update event set bytes = 'x'`,
    );
    const { code, output } = await run('doctor', '--replay');
    await on.asOwner(
      `set session_replication_role = replica; update event e set bytes = k.bytes from kept k where k.id = e.id; drop table kept`,
    );
    expect([code, output]).toEqual([1, expect.stringMatching(/cannot be read.*Run "claimdesk doctor --ledger"/s)]);
  });

  it('does not take the word of a witness that no key of the newsroom signed', async () => {
    writeFileSync(join(folder, 'forged'), new SignedLedger(3).checkpoint());
    const { code, output } = await run('doctor', '--ledger', '--witness', join(folder, 'forged'));
    expect([code, output]).toEqual([1, 'There is no such newsroom on this installation.\n']);
  });

  it('says where something was changed, in words and as JSON, with an exit code of its own', async () => {
    await on.asOwner(`set session_replication_role = replica; update ledger_entry set leaf_hash = sha256('x')`);
    const { code, output } = await run('doctor', '--ledger', '--organization', organization, '--json');
    expect(code).toBe(3);
    const lines = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind?: string; where?: string });
    expect(lines[0]).toMatchObject({ organization, kind: 'entry_altered', where: 'entry 0' });
    expect(lines.at(-1)).toEqual({ findings: 1 });
  });

  it('says what the roles of the database may do and should not, with what mends it', async () => {
    const soft = /^There is one address for everything: ".*" steps down to claimdesk_app and could step up again/m;
    const well = await run('doctor', '--roles');
    expect(well.code).toBe(0);
    expect(well.output).toMatch(soft);
    expect(well.output).toMatch(/\nEach role may do exactly what it should\.\n$/);
    await on.asOwner(`grant delete on event to claimdesk_app; revoke select on published_claim from claimdesk_public`);
    const ill = await run('doctor', '--roles');
    expect(ill.code).toBe(3);
    expect(ill.output).toContain(
      'claimdesk_app may delete on table event, and must not.\n    revoke delete on table event from claimdesk_app;\n',
    );
    expect(ill.output).toContain('claimdesk_public may not select on table published_claim, and must.\n');
    const lines = (await run('doctor', '--roles', '--json')).output.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ kind: 'grant_too_many', role: 'claimdesk_app' }),
      expect.objectContaining({ kind: 'grant_missing', role: 'claimdesk_public' }),
      { softFence: true, login: new URL(on.ownerUrl).username },
      { findings: 2 },
    ]);
  });

  it('says what readers see that the log does not say, and makes it anew', async () => {
    const well = await run('doctor', '--published');
    expect(well).toMatchObject({ code: 0 });
    expect(well.output).toMatch(
      /: 0 public claims examined, as of entry 1 of 1\.\nReaders see what the log says is published\.\n$/,
    );
    await on.asOwner(`update published_organization set name = 'Mallory'`);
    const ill = await run('doctor', '--published', '--json');
    expect(ill.code).toBe(3);
    expect(JSON.parse(ill.output.split('\n')[0] ?? '')).toMatchObject({
      organization,
      kind: 'public_differs',
      where: 'published_organization',
    });
    expect((await run('doctor', '--published', '--rebuild')).code).toBe(0);
    expect(await on.asOwner(`select name from published_organization`)).toEqual([{ name: 'Doctor' }]);
    expect((await run('doctor', '--roles', '--rebuild')).code).toBe(2);
  });

  it('says what it can examine', async () => {
    expect((await run('doctor')).code).toBe(2);
    expect(await run('doctor', '--replay', '--witness', join(folder, 'witness'))).toMatchObject({
      code: 2,
      output: expect.stringMatching(/doctor --ledger --witness CHECKPOINT/),
    });
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verifyBundle } from '#libs/proof';
import { type Newsroom, openNewsroom } from '../support/newsroom.js';

const root = join(__dirname, '..', '..');
const folder = join(root, 'test', 'typed-client');

// Loaded as it runs: its types are made by this very test, so the compiler of the house must not follow.
interface Story {
  readonly deskOf: (address: string, key?: string) => object;
  readonly tellTheStory: (staff: object) => Promise<{
    claim: Record<string, unknown> & { verdicts: unknown[] };
    verdict: Record<string, unknown>;
    register: string;
    bundle: ArrayBuffer;
    keys: string[];
  }>;
}
const { deskOf, tellTheStory } = jest.requireActual<Story>('../typed-client/story');

/** A package's program, as `npx` would run it; gives what it printed. */
const ran = (program: string, ...args: string[]): Promise<string> =>
  promisify(execFile)(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => Promise.reject(new Error(stdout + stderr)),
  );

/** What a customer does who has openapi.json and two public packages (openapi-typescript, openapi-fetch). */
describe('a client that is generated from openapi.json', () => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom?.close());

  it('compiles, and its compiler knows what the API does not take', async () => {
    const made = join(folder, 'generated', 'api.ts');
    await ran('openapi-typescript/bin/cli.js', join(root, 'openapi.json'), '--output', made);
    expect(await ran('typescript/bin/tsc', '-p', folder)).toBe('');
  }, 60_000);

  it('goes from an article to an audit bundle', async () => {
    const researcher = await newsroom.hire('Rosa Researcher', 'researcher');
    const reviewer = await newsroom.hire('Ravi Reviewer', 'reviewer');
    const editor = await newsroom.hire('Edna Editor', 'editor');
    const desk = ({ key }: { key?: string }) => deskOf(newsroom.address, key);
    const told = await tellTheStory({
      admin: desk(newsroom.admin),
      researcher: desk(researcher),
      researcherId: researcher.member,
      reviewer: desk(reviewer),
      editor: desk(editor),
    });
    expect(told.verdict).toMatchObject({ status: 'published', rating: 'mostly_true' });
    expect(told.claim).toMatchObject({ status: 'published', publishedVerdict: told.verdict.id, priority: 2 });
    expect(told.claim.verdicts).toHaveLength(1);
    expect(told.register).toContain('Nearly 900 people are still held.');
    const place = await mkdtemp(join(tmpdir(), 'claimdesk-typed-'));
    const file = join(place, 'bundle.zip');
    await writeFile(file, Buffer.from(told.bundle));
    expect(await verifyBundle(file, { pinned: told.keys })).toMatchObject({ ok: true });
    await rm(place, { recursive: true });
  });
});

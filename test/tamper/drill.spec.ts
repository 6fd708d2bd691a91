import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, verifyBundle, verifyEvent } from '#libs/proof';
import { askGo, type GoCase, goIsMissing } from '../foreign/go/sumdb.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { attacks, forge, type Forgery, honest } from './attacks.js';

// npm run test:tamper makes 200 of them; SEED repeats a run.
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const count = Number(process.env.ATTACKS ?? 50);

describe(`${count} forgeries of a ledger (SEED=${seed})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tamper-'));
  let forged: Forgery[];
  let untouched: Forgery[];

  beforeAll(async () => {
    const random = new Random(seed);
    forged = await forge(count, random, folder);
    untouched = await honest(random, folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const judge = async ({ key, bundle, since, event, proof }: Forgery) =>
    bundle === undefined
      ? verifyEvent(event as Buffer, proof as string, [key])
      : verifyBundle(bundle, { pinned: [key], ...(since === undefined ? {} : { since }) });

  it('are all refused, each for a reason that has an exit code, and what is true is accepted', async () => {
    const kinds = new Map<string, Set<string>>();
    for (const one of forged) {
      const verdict = await judge(one);
      kinds.set(one.attack, (kinds.get(one.attack) ?? new Set()).add(verdict.ok ? 'ACCEPTED' : verdict.kind));
    }
    const accepted = [...kinds].filter(([, found]) => found.has('ACCEPTED')).map(([attack]) => attack);
    expect(accepted).toEqual([]);
    const codes = Object.keys(exitCodes);
    expect([...kinds.values()].every((found) => [...found].every((kind) => codes.includes(kind)))).toBe(true);
    expect(kinds.size).toBe(Math.min(count, Object.keys(attacks).length));
    for (const one of untouched) expect((await judge(one)).ok).toBe(true);
  }, 60_000);

  const missing = goIsMissing();
  (missing === undefined ? it : it.skip)(
    missing === undefined
      ? 'are refused by golang.org/x/mod/sumdb too, and what is true is accepted'
      : `GO HAS NOT CHECKED THIS: ${missing}`,
    () => {
      const cases = [...forged.filter(({ seenByGo }) => seenByGo), ...untouched];
      const answers = askGo(cases.map(asked));
      const wrong = cases.flatMap(({ attack }, i) => ((answers[i] === '') === (attack === 'none') ? [] : [attack]));
      expect(wrong).toEqual([]);
      expect(answers.filter((answer) => answer.startsWith('panic'))).toEqual([]);
      expect(answers.filter((answer) => answer === '').length).toBe(untouched.length);
    },
    120_000,
  );
});

const asked = ({ key, bundle, since, event, proof }: Forgery): GoCase => ({
  key,
  ...(bundle === undefined ? {} : { bundle }),
  ...(since === undefined ? {} : { since }),
  ...(event === undefined ? {} : { event: event.toString('base64') }),
  ...(proof === undefined ? {} : { proof }),
});

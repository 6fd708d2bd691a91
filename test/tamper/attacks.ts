import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSeed, noteSigner } from '#libs/proof';
import type { Random } from '../integration/desk/quorum-model/random.js';
import { SignedLedger } from '../support/signed-ledger.js';

/** What an auditor is handed: a bundle, or one event with a proof. The pin is always the newsroom's true key. */
export interface Forgery {
  readonly attack: string;
  readonly key: string;
  readonly bundle?: string;
  /** An older checkpoint that the auditor kept. */
  readonly since?: string;
  readonly event?: Buffer;
  readonly proof?: string;
  /** Whether it touches what a foreign verifier looks at: entries, tree, checkpoint, signature. */
  readonly seenByGo: boolean;
}

interface Scene {
  readonly ledger: SignedLedger;
  readonly random: Random;
  readonly path: string;
}

const whole = ({ ledger, path }: Scene) => ({ key: ledger.signer.vkey, bundle: path, seenByGo: true });
const swapped = <T>(list: readonly T[], a: number, b: number): T[] =>
  list.map((one, i) => (i === a ? list[b] : i === b ? list[a] : one) as T);

type Attack = (scene: Scene) => Promise<Omit<Forgery, 'attack'>>;

/** Bundles whose entries are not those that were signed. */
const withEntries =
  (change: (entries: readonly Buffer[], scene: Scene) => readonly Buffer[]): Attack =>
  async (scene) => {
    await scene.ledger.bundle(scene.path, { entries: change(scene.ledger.entries, scene), personal: [] });
    return whole(scene);
  };

/** Bundles whose checkpoint is not the newsroom's. */
const withCheckpoint =
  (forge: (scene: Scene) => string): Attack =>
  async (scene) => {
    await scene.ledger.bundle(scene.path, { checkpoint: forge(scene) });
    return whole(scene);
  };

/** Bundles that are true but for one view, which the manifest lists as it is. */
function withViews(change: (view: Buffer, scene: Scene) => Buffer, name: string): Attack {
  return async (scene) => {
    const views = (await scene.ledger.views()).map((view) =>
      view.name === name ? { name, content: change(view.content as Buffer, scene) } : view,
    );
    await scene.ledger.bundle(scene.path, { views });
    return { ...whole(scene), seenByGo: false };
  };
}

const stranger = (ledger: SignedLedger) => noteSigner(ledger.origin, newSeed());

export const attacks: Readonly<Record<string, Attack>> = {
  'edit an entry': withEntries((entries, { ledger, random }) => {
    const i = random.below(entries.length);
    return entries.with(i, ledger.event(i, { text: `Claim ${i}, as we wish it had been` }));
  }),
  'delete an entry': withEntries((entries, { random }) => entries.toSpliced(random.below(entries.length), 1)),
  'insert an entry': withEntries((entries, { ledger, random }) =>
    entries.toSpliced(random.below(entries.length + 1), 0, ledger.event(999)),
  ),
  'repeat an entry (two of one index)': withEntries((entries, { random }) => {
    const i = random.below(entries.length);
    return entries.toSpliced(i, 0, entries[i] as Buffer);
  }),
  'reorder entries': withEntries((entries, { random }) => {
    const i = random.below(entries.length - 1);
    return swapped(entries, i, i + 1 + random.below(entries.length - i - 1));
  }),
  'truncate the log': withEntries((entries, { random }) => entries.slice(0, random.below(entries.length))),
  'drop the beginning': withEntries((entries, { random }) => entries.slice(1 + random.below(entries.length - 1))),
  'swap in the tree of another newsroom': async (scene) => {
    const other = new SignedLedger(scene.ledger.entries.length);
    await scene.ledger.bundle(scene.path, { entries: other.entries, checkpoint: other.checkpoint(), personal: [] });
    return whole(scene);
  },
  'sign a rewritten log with another key': async (scene) => {
    const { ledger, random } = scene;
    const i = random.below(ledger.entries.length);
    const entries = ledger.entries.with(i, ledger.event(i, { text: 'rewritten' }));
    const key = stranger(ledger);
    await ledger.bundle(scene.path, {
      entries,
      checkpoint: ledger.checkpoint(entries, [key]),
      vkey: key.vkey,
    });
    return whole(scene);
  },
  'sign the true log with another key': withCheckpoint(({ ledger }) => {
    const { entries } = ledger;
    return ledger.checkpoint(entries, [stranger(ledger)]);
  }),
  'forge the size of the checkpoint': withCheckpoint(({ ledger, random }) =>
    ledger.checkpoint().replace(/\n\d+\n/, `\n${random.below(ledger.entries.length)}\n`),
  ),
  'forge the root of the checkpoint': withCheckpoint(({ ledger, random }) => {
    const root = ledger.root(ledger.entries.slice(0, random.below(ledger.entries.length)));
    return ledger.checkpoint().replace(ledger.root().toString('base64'), root.toString('base64'));
  }),
  'move a signature to another checkpoint': withCheckpoint(({ ledger, random }) => {
    const older = ledger.checkpoint(ledger.entries.slice(0, 1 + random.below(ledger.entries.length - 1)));
    return ledger.checkpoint().replace(/— .*/, /— .*/.exec(older)?.[0] ?? '');
  }),
  'flip a bit of the signature': withCheckpoint(({ ledger, random }) =>
    ledger.checkpoint().replace(/(— \S+ )(\S+)/, (_, name: string, encoded: string) => {
      const bytes = Buffer.from(encoded, 'base64');
      const place = 4 + random.below(bytes.length - 4);
      bytes[place] = (bytes[place] as number) ^ (1 << random.below(8));
      return `${name}${bytes.toString('base64')}`;
    }),
  ),
  'hand out an old backup': async (scene) => {
    const { ledger, random } = scene;
    const entries = ledger.entries.slice(0, 1 + random.below(ledger.entries.length - 1));
    await ledger.bundle(scene.path, { entries, checkpoint: ledger.checkpoint(entries), personal: [] });
    return { ...whole(scene), since: ledger.checkpoint() };
  },
  'fork the log after a checkpoint that is kept outside': async (scene) => {
    // With the newsroom's own key: what only a witness finds.
    const { ledger, random } = scene;
    const i = random.below(ledger.entries.length);
    const entries = [...ledger.entries.with(i, ledger.event(i, { text: 'rewritten' })), ledger.event(999)];
    await ledger.bundle(scene.path, { entries, checkpoint: ledger.checkpoint(entries), personal: [] });
    return { ...whole(scene), since: ledger.checkpoint() };
  },
  'flip a bit of the file': async (scene) => {
    await scene.ledger.bundle(scene.path);
    const bytes = readFileSync(scene.path);
    const place = scene.random.below(bytes.length);
    bytes[place] = (bytes[place] as number) ^ (1 << scene.random.below(8));
    writeFileSync(scene.path, bytes);
    // Most of a ZIP's frame is nothing to a reader that is less strict.
    return { ...whole(scene), seenByGo: false };
  },
  'cut the file': async (scene) => {
    await scene.ledger.bundle(scene.path);
    const bytes = readFileSync(scene.path);
    writeFileSync(scene.path, bytes.subarray(0, scene.random.below(bytes.length)));
    return { ...whole(scene) };
  },
  'disclose another value': async (scene) => {
    const { ledger, random } = scene;
    const i = random.below(ledger.entries.length);
    const personal = ledger.entries.map((_, at) => ledger.disclosure(at));
    const forged = Buffer.from((personal[i] as Buffer).toString().replace(`name ${i}`, `another ${i}`));
    await ledger.bundle(scene.path, { personal: personal.with(i, forged) });
    return { ...whole(scene), seenByGo: false };
  },
  'swap the key in the bundle': async (scene) => {
    await scene.ledger.bundle(scene.path, { vkey: stranger(scene.ledger).vkey });
    return { ...whole(scene), seenByGo: false };
  },
  'tell something else in the CSV': withViews((csv, { random }) => {
    const at = random.below(csv.length);
    return Buffer.from(csv.with(at, (csv[at] as number) ^ 1));
  }, 'views/events.csv'),
  'take a row out of the HTML': withViews((html, { ledger, random }) => {
    const row = new RegExp(`<tr id="e${random.below(ledger.entries.length)}">.*\\n`);
    return Buffer.from(html.toString().replace(row, ''));
  }, 'views/events.html'),
  'leave a view out': async (scene) => {
    const views = await scene.ledger.views();
    await scene.ledger.bundle(scene.path, { views: views.toSpliced(scene.random.below(views.length), 1) });
    return { ...whole(scene), seenByGo: false };
  },
  'add a page that no entry gives': async (scene) => {
    const page = {
      name: `views/events-${1 + scene.random.below(9_999)}.html`,
      content: Buffer.from('<p>Never recorded.'),
    };
    await scene.ledger.bundle(scene.path, { views: [...(await scene.ledger.views()), page] });
    return { ...whole(scene), seenByGo: false };
  },
  'prove another event': async ({ ledger, random }) => {
    const i = random.below(ledger.entries.length);
    const event = ledger.event(i, { text: 'never recorded' });
    return { key: ledger.signer.vkey, event, proof: await ledger.proof(i), seenByGo: true };
  },
  'prove an event at another index': async ({ ledger, random }) => {
    const i = random.below(ledger.entries.length - 1);
    const proof = (await ledger.proof(i)).replace(`index ${i}\n`, `index ${i + 1}\n`);
    return { key: ledger.signer.vkey, event: ledger.entries[i] as Buffer, proof, seenByGo: true };
  },
  'forge a hash of a proof': async ({ ledger, random }) => {
    const i = random.below(ledger.entries.length);
    const lines = (await ledger.proof(i)).split('\n');
    const place = 2 + random.below(lines.indexOf('') - 2);
    lines[place] = ledger.root([ledger.event(999)]).toString('base64');
    return { key: ledger.signer.vkey, event: ledger.entries[i] as Buffer, proof: lines.join('\n'), seenByGo: true };
  },
  'drop a hash of a proof': async ({ ledger, random }) => {
    const i = random.below(ledger.entries.length);
    const lines = (await ledger.proof(i)).split('\n');
    const proof = lines.toSpliced(2 + random.below(lines.indexOf('') - 2), 1).join('\n');
    return { key: ledger.signer.vkey, event: ledger.entries[i] as Buffer, proof, seenByGo: true };
  },
  'prove an event of a tree that another key signed': async ({ ledger, random }) => {
    const i = random.below(ledger.entries.length);
    const event = ledger.event(i, { text: 'rewritten' });
    const entries = ledger.entries.with(i, event);
    const proof = await ledger.proof(i, entries, ledger.checkpoint(entries, [stranger(ledger)]));
    return { key: ledger.signer.vkey, event, proof, seenByGo: true };
  },
};

/** So many forgeries in this folder, each kind as often as the others; the same for the same seed but for keys and ids. */
export async function forge(count: number, random: Random, folder: string): Promise<Forgery[]> {
  const kinds = Object.entries(attacks);
  const made: Forgery[] = [];
  for (let n = 0; n < count; n += 1) {
    const [attack, make] = kinds[n % kinds.length] as (typeof kinds)[number];
    const ledger = new SignedLedger(2 + random.below(40));
    made.push({ attack, ...(await make({ ledger, random, path: join(folder, `${n}.zip`) })) });
  }
  return made;
}

/** What nobody has touched, in the same forms. */
export async function honest(random: Random, folder: string): Promise<Forgery[]> {
  const ledger = new SignedLedger(2 + random.below(40));
  const i = random.below(ledger.entries.length);
  const bundle = join(folder, 'honest.zip');
  await ledger.bundle(bundle, { views: await ledger.views() });
  const since = ledger.checkpoint(ledger.entries.slice(0, i + 1));
  const key = ledger.signer.vkey;
  const event = ledger.entries[i] as Buffer;
  return [
    { attack: 'none', key, bundle, seenByGo: true },
    { attack: 'none', key, bundle, since, seenByGo: true },
    { attack: 'none', key, event, proof: await ledger.proof(i), seenByGo: true },
  ];
}

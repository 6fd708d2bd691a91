import { Injectable } from '@nestjs/common';
import { CheckpointStore, EntryStore, type LogAt, SigningKeys } from '#libs/ledger';
import { openNote, parseCheckpoint, parseNote, parseVerifierKey } from '#libs/proof';

/** What a report rests on, for whoever wants to hold it against the log. */
export interface Verification {
  readonly checkpoint: {
    readonly origin: string;
    readonly size: number;
    /** Base64 */
    readonly root: string;
    /** C2SP signed note, whole. */
    readonly note: string;
    /** When its last entry got its place in the log, by the newsroom's own clock. */
    readonly lastEntryAt: string;
  };
  /** C2SP vkey that signed it; get it by another way before you trust it. */
  readonly verifierKey: string;
  /** Who outside the newsroom held this checkpoint first, and since when. */
  readonly witness: null;
  readonly proved: readonly string[];
  readonly notProved: readonly string[];
  readonly howToVerify: readonly string[];
}

const notProved = [
  'When the checkpoint was signed. It holds from the day on which somebody outside the newsroom first held it; before that it rests on the desk’s word.',
  'That the entries are true.',
  'That members are different people.',
  'That everything that happened was entered.',
  'This file itself: nobody signs it. It is derived from the entries, and can be made again from them at the same checkpoint, byte for byte.',
];

@Injectable()
export class Verifications {
  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly keys: SigningKeys,
    private readonly entries: EntryStore,
  ) {}

  /** Of a report at this checkpoint. `bundle`: what to ask the newsroom for, as the body of `POST /v1/reports`. */
  async at(at: LogAt, bundle: Readonly<Record<string, unknown>>): Promise<Verification> {
    const checkpoint = await this.checkpoints.atSize(at.organization, at.size);
    const [last] = await this.entries.range(at.organization, at.size - 1, at.size, 1);
    if (!checkpoint || !last) throw new Error(`there is no checkpoint of size ${at.size}`);
    const { origin, root } = parseCheckpoint(parseNote(checkpoint.note).text);
    return {
      checkpoint: {
        origin,
        size: at.size,
        root: root.toString('base64'),
        note: checkpoint.note,
        lastEntryAt: last.sequencedAt,
      },
      verifierKey: await this.signerOf(at, checkpoint.note),
      witness: null,
      proved: [
        `The entries of the log that this report is made of are unaltered since checkpoint ${at.size}: whoever has the bundle below proves it. No witness outside the newsroom is named in this file.`,
      ],
      notProved,
      howToVerify: [
        `Ask the newsroom for an audit bundle at this checkpoint: POST /v1/reports with ${JSON.stringify({ kind: 'audit-bundle', ...bundle, checkpoint: at.size })}.`,
        'Get the newsroom’s verifier key by another way than this file.',
        'Run, without any network: claimdesk verify BUNDLE.zip --key VKEY. It prints "Proven", or what is wrong.',
        `Hold the root above against the one that it names, and this checkpoint against every one that you kept (--since OLD_CHECKPOINT).`,
      ],
    };
  }

  private async signerOf({ organization, size }: LogAt, note: string): Promise<string> {
    const all = await this.keys.all(organization);
    // The oldest first: a key that was added later never changes what an earlier report says.
    for (const { verifierKey } of all) {
      if (openNote(note, [parseVerifierKey(verifierKey)]).ok) return verifierKey;
    }
    throw new Error(`no key of this organization has signed the checkpoint of size ${size}`);
  }
}

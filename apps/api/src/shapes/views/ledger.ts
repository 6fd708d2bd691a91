import { withheldReasons } from '#libs/factcheck';
import {
  about,
  choice,
  flag,
  id,
  inside,
  listOf,
  moment,
  orNull,
  ref,
  type Schema,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';
import { eventType } from './vocabulary.js';

const published = {
  keys: about('Those that sign now: one, or two during a rotation.', listOf(text)),
  all: about(
    'Every key there was: what a retired one signed is verified with it.',
    listOf(
      inside({
        verifierKey: about('C2SP vkey, Ed25519.', text),
        from: moment,
        until: about('It signs nothing from here on.', orNull(moment)),
        inUse: flag,
      }),
    ),
  ),
};
export const verifierKeys = view('VerifierKeys', 'What the newsroom signs is verified with these.', published);
export const publishedKeys = view('PublishedKeys', 'The verifier keys of a newsroom, for everybody.', {
  origin: about('The name of the ledger, and of its keys.', text),
  ...published,
});

export const signingKey = inside({
  id,
  verifierKey: about('C2SP vkey, Ed25519.', text),
  retiredAt: about('It signs nothing from here on.', orNull(moment)),
  ...stamped,
});
export const rotatedSigningKey = view('RotatedSigningKey', 'The new key, and those whose time now ends.', {
  signingKey,
  replaced: listOf(signingKey),
});

const hash: Schema = { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$', description: 'SHA-256, base64.' };
const note = about('The signed note (C2SP tlog-checkpoint); null where this size was not signed.', orNull(text));
const path = about('RFC 6962.', listOf(hash));

export const ledgerEntries = view('LedgerEntries', 'Entries of the ledger, by index.', {
  items: listOf(
    inside({
      index: whole,
      leafHash: about('SHA-256(0x00 ‖ bytes), base64.', text),
      sequencedAt: moment,
      event: orNull(uuid),
      type: orNull(ref(eventType)),
      bytes: about('The exact text (RFC 8785, UTF-8) over which the tree stands.', orNull(text)),
      disclosures: about(
        'What opens the commitments in it, for those who may export the log.',
        listOf(inside({ path: about('JSON Pointer.', text), salt: about('Base64.', text), value: {} })),
      ),
      withheld: about('Why bytes are not given; null where they are.', orNull(choice(withheldReasons))),
    }),
  ),
  next: about('The `from` of the next page.', orNull(whole)),
});

export const inclusionProof = view('InclusionProof', 'An entry, and the way from its leaf to the root.', {
  index: whole,
  size: whole,
  leafHash: hash,
  proof: path,
  root: hash,
  checkpoint: note,
  tlogProof: about('The same as one text (C2SP tlog-proof); null where this size was not signed.', orNull(text)),
});

export const consistencyProof = view('ConsistencyProof', 'One tree is the beginning of another.', {
  from: whole,
  to: whole,
  proof: path,
  fromRoot: hash,
  toRoot: hash,
  fromCheckpoint: note,
  toCheckpoint: note,
});

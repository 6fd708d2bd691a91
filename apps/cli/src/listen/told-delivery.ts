import pc from 'picocolors';
import type { Verified } from './judge-delivery.js';
import { inWords, type Range } from './sequence-watch.js';

/** What became of one request, as `--json` prints it. */
export interface Told {
  readonly at: string;
  readonly path: string;
  readonly verified: boolean;
  /** The status that was answered. */
  readonly answered: number;
  /** Why it is not believed. */
  readonly reason?: string;
  readonly delivery?: Verified;
  readonly repeated?: 'again' | 'altered';
  /** Numbers of the sequence that this one came before. */
  readonly skipped?: Range;
  /** It had been missing. */
  readonly fills?: boolean;
  /** All that is missing now. */
  readonly missing?: readonly Range[];
  readonly body?: string;
}

/** The same in one line for people. */
export function inOneLine({ at, path, answered, reason, delivery, repeated, skipped, fills, missing }: Told): string {
  const time = pc.dim(at.slice(11, 19));
  if (!delivery) return `${time} ${pc.red('refused')} ${path}  ${shown(reason ?? '')} Answered ${answered}.`;
  const { type, index, sequence, subjects, id } = delivery;
  const parts = [
    `${time} ${answered < 300 ? pc.green(shown(type)) : pc.yellow(`${shown(type)} (answered ${answered})`)}`,
    ...(index === undefined ? [] : [`index ${index}`]),
    ...(sequence === undefined ? [] : [`sequence ${sequence}`]),
    ...subjects.map((one) => shown(`${one.type} ${one.id} v${one.version}`)),
    pc.dim(shown(id)),
    ...(repeated === 'again' ? [pc.yellow('came before, the same bytes')] : []),
    ...(repeated === 'altered' ? [pc.red('CAME BEFORE WITH OTHER BYTES')] : []),
    ...(skipped ? [pc.yellow(`not here yet: sequence ${inWords([skipped])}`)] : []),
    ...(fills ? [missing?.length ? `fills a gap; still missing: ${inWords(missing)}` : 'fills the gap'] : []),
  ];
  return parts.join('  ');
}

// A terminal obeys control characters, and this text came over the network.
// eslint-disable-next-line no-control-regex
const shown = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '?').slice(0, 300);

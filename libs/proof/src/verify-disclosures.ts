import type { JsonObject } from '#libs/kernel';
import { bundleFiles, bundleLimits } from './bundle.js';
import { opens, parseDisclosure, type Disclosure } from './commitment.js';
import { linesOf } from './lines.js';
import { Malformed } from './malformed.js';
import { refused, type RefusedBundle } from './verdict-of-bundle.js';

export interface DisclosureReader {
  /** Takes the disclosures that name this event. Their order is that of the ledger, so the others wait. */
  check(event: JsonObject): Promise<void>;
  /** The first fault, if there was one; else how many were opened. */
  end(): Promise<{ disclosures: number } | RefusedBundle>;
}

/** A fault stops the reading but is told only at the end: altered entries are the better explanation, where there are any. */
export function disclosureReader(personal: AsyncIterable<Buffer> | undefined): DisclosureReader {
  const lines = personal && linesOf(personal, bundleLimits.disclosure);
  let opened = 0;
  let fault: RefusedBundle | undefined;
  let waiting: Disclosure | undefined;
  let begun = false;

  const fail = (sentence: string): undefined => {
    fault = refused('disclosure_mismatch', sentence, `${bundleFiles.personal}:${opened + 1}`);
    return undefined;
  };
  const next = async (): Promise<Disclosure | undefined> => {
    try {
      const line = await lines?.next();
      return line === undefined || line.done ? undefined : parseDisclosure(line.value);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return fail(`A disclosure cannot be read: ${error.message}.`);
    }
  };
  const begin = async (): Promise<void> => {
    if (!begun) waiting = await next();
    begun = true;
  };

  return {
    async check(event) {
      await begin();
      let before = '';
      while (waiting && waiting.event === event.id) {
        // Every path of a committed field begins with a slash, so it comes after ''.
        if (waiting.path <= before) waiting = fail('A disclosure stands twice or out of order.');
        else if (!opens(waiting, event)) waiting = fail('A disclosed value is not the one that the event commits to.');
        else {
          before = waiting.path;
          opened += 1;
          waiting = await next();
        }
      }
    },
    async end() {
      await begin();
      if (waiting) fail('A disclosure names an event that is not in the ledger, or stands out of order.');
      return fault ?? { disclosures: opened };
    },
  };
}

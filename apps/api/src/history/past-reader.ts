import { Injectable } from '@nestjs/common';
import { type Actor, refuse } from '#libs/kernel';
import { type LogAt, LogTimes } from '#libs/ledger';
import type { AsOfQuery } from './as-of.dto.js';

/** How much of the log a question about the past may look at. */
@Injectable()
export class PastReader {
  constructor(private readonly times: LogTimes) {}

  /** Nothing when the question is about now. An index that is not there yet is refused: its answer would change. */
  async at({ organization }: Actor, { asOf, atIndex }: AsOfQuery): Promise<LogAt | undefined> {
    if (asOf !== undefined && atIndex !== undefined) {
      refuse('request.invalid', 'Ask for a time or for an index, not for both.', {
        errors: [{ field: 'atIndex', message: 'not together with asOf' }],
      });
    }
    if (asOf !== undefined) return { organization, size: await this.times.sizeAt(organization, asOf) };
    if (atIndex === undefined) return undefined;
    const size = await this.times.size(organization);
    if (atIndex >= size) {
      refuse('request.invalid', `The ledger holds the indexes below ${size}; there is no ${atIndex} yet.`, {
        errors: [{ field: 'atIndex', message: `below ${size}` }],
      });
    }
    return { organization, size: atIndex + 1 };
  }
}

/** What a refusal says of something that was not there yet. */
export const notThen = (what: string, at: LogAt): string =>
  at.size === 0
    ? `There was no ${what} before anything was recorded.`
    : `There was no ${what} at ledger index ${at.size - 1}.`;

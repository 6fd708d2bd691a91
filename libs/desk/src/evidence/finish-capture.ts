import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { systemActor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { CaptureContents } from './capture-contents.js';
import { CaptureStore } from './capture-store.js';

export type FetchOutcome =
  | { readonly body: Uint8Array; readonly contentType: string | null; readonly httpStatus: number }
  /** One sentence for people. */
  | { readonly failure: string; readonly httpStatus: number | null };

/** What a worker brought back from an address, or why nothing. The desk itself acts: nobody asked has a hand in this. */
@Injectable()
export class FinishCapture {
  constructor(
    private readonly transaction: Transaction,
    private readonly contents: CaptureContents,
    private readonly captures: CaptureStore,
    private readonly ledger: Ledger,
  ) {}

  async run(organization: string, id: string, outcome: FetchOutcome): Promise<void> {
    const bytes = 'body' in outcome ? await this.contents.put(organization, slices(outcome.body)) : undefined;
    try {
      await this.transaction.run(systemActor(organization), async (tx) => {
        if (bytes) await this.contents.name(tx, bytes);
        const ended = await this.captures.end(
          tx,
          id,
          'body' in outcome && bytes
            ? { bytes, contentType: outcome.contentType, httpStatus: outcome.httpStatus }
            : { failure: 'failure' in outcome ? outcome.failure : '', httpStatus: outcome.httpStatus },
        );
        // Another run of the same job was faster.
        if (!ended) return;
        await this.ledger.record(tx, {
          type: bytes ? 'capture.added' : 'capture.failed',
          root: id,
          changes: [{ type: 'capture', id, version: ended.version, after: ended }],
        });
      });
    } finally {
      if (bytes) await this.contents.discard(organization, bytes.upload);
    }
  }
}

const sliceBytes = 64 * 1024;

async function* slices(body: Uint8Array): AsyncGenerator<Buffer> {
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at < whole.length; at += sliceBytes) yield whole.subarray(at, at + sliceBytes);
}

import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { CaptureContents } from './capture-contents.js';
import { type CaptureFacts, CaptureStore } from './capture-store.js';

/** The bytes of a source, uploaded by whoever has them. The event holds their digest and size, never the bytes. */
@Injectable()
export class AddCapture {
  constructor(
    private readonly transaction: Transaction,
    private readonly contents: CaptureContents,
    private readonly captures: CaptureStore,
    private readonly ledger: Ledger,
  ) {}

  async run(actor: Actor, content: AsyncIterable<Buffer>, facts: CaptureFacts): Promise<SubjectState> {
    demand(mayDo(actor, 'capture.add'));
    const uploaded = await this.contents.put(actor.organization, content);
    try {
      return await this.transaction.run(actor, async (tx) => {
        await this.contents.name(tx, uploaded);
        const capture = await this.captures.addUploaded(tx, uploaded, facts);
        await this.ledger.record(tx, {
          type: 'capture.added',
          root: capture.id,
          changes: [{ type: 'capture', id: capture.id, version: capture.version, after: capture }],
        });
        return capture;
      });
    } finally {
      // Also when this was a repeated request, whose first answer came without these bytes being named.
      await this.contents.discard(actor.organization, uploaded.upload);
    }
  }
}

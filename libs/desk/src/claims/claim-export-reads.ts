import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { lastId } from '../reads.js';
import { copyOptions, type ExportFilter, type ExportFormat, exportStatements } from './register-select.js';

// Claims a statement: some 2 MB, read in some 40 ms. 5,000 are no cheaper a claim, and wait in more memory.
const sliceLength = 2_000;
const firstId = '00000000-0000-0000-0000-000000000000';
// What a slow reader has not taken yet waits here, and not in PostgreSQL.
const held = 8 * 1024 * 1024;

/**
 * The register of claims as it stands, by COPY. In slices, each a statement of its own: a reader who takes an hour holds no
 * snapshot and no connection for that time. What changes meanwhile is there or not; a report has one checkpoint.
 */
@Injectable()
export class ClaimExportReads {
  constructor(private readonly connections: Connections) {}

  async *bytes(organization: string, format: ExportFormat, filter: ExportFilter): AsyncGenerator<Buffer> {
    const { end, slice, values } = exportStatements(format, filter);
    const endAfter = async (after: string): Promise<string> => {
      const [row] = await this.connections.read<{ id: string }>(organization, end, [
        organization,
        after,
        sliceLength,
        ...values,
      ]);
      return row?.id ?? lastId;
    };
    /** Begins at once, so that the next slice is read while this one is sent. */
    const open = (after: string, until: string): PassThrough => {
      const out = new PassThrough({ highWaterMark: held });
      const options = copyOptions(format, after === firstId);
      this.connections
        .copyOut(organization, slice, [organization, after, until, ...values], options, out)
        // A pipeline that fails has ended `out` with its error, but for a connection that was never had.
        .catch((error: unknown) => out.destroy(error as Error));
      out.on('error', () => undefined); // whoever reads it is told
      return out;
    };
    let until = await endAfter(firstId);
    let current = open(firstId, until);
    let next: PassThrough | undefined;
    try {
      for (;;) {
        if (until !== lastId) {
          const after = until;
          until = await endAfter(after);
          next = open(after, until);
        }
        yield* current as AsyncIterable<Buffer>;
        if (!next) return;
        [current, next] = [next, undefined];
      }
    } finally {
      current.destroy();
      next?.destroy();
    }
  }
}

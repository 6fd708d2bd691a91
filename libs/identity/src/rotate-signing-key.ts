import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger, SigningKeys } from '#libs/ledger';

export interface RotatedSigningKey {
  readonly signingKey: SubjectState;
  readonly replaced: readonly SubjectState[];
}

/**
 * A new key signs the checkpoints from now on. The one before it signs too for some hours, so that whoever pinned it
 * reads of the new one in a log that it still vouches for.
 */
@Injectable()
export class RotateSigningKey {
  constructor(
    private readonly transaction: Transaction,
    private readonly keys: SigningKeys,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, graceHours: number): Promise<RotatedSigningKey> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'ledger.rotateKey'));
      const signing = await this.keys.lock(tx);
      if (signing > 1 && graceHours > 0) {
        refuse(
          'ledger.rotation_running',
          'The key before the last still signs. Wait for its end, or send graceHours 0 to end all but the new one at once.',
        );
      }
      const replaced = await this.keys.retireIn(tx, graceHours);
      const signingKey = await this.keys.add(tx);
      await this.ledger.record(tx, {
        type: 'ledger.key_rotated',
        root: tx.organization,
        changes: [signingKey, ...replaced].map((after) => ({
          type: 'signing_key' as const,
          id: after.id,
          version: after.version,
          after,
        })),
        facts: { graceHours },
      });
      return { signingKey, replaced };
    });
  }
}

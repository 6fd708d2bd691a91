import { createHash } from 'node:crypto';

// Enough to notice any repetition of a day's work on a laptop, and bounded.
const most = 50_000;

/** The ids that came, each with the digest of its body: a repetition must be the same to the byte. */
export class SeenDeliveries {
  private readonly digests = new Map<string, string>();

  note(id: string, body: string): 'new' | 'again' | 'altered' {
    const digest = createHash('sha256').update(body).digest('base64');
    const before = this.digests.get(id);
    if (before !== undefined) return before === digest ? 'again' : 'altered';
    this.digests.set(id, digest);
    if (this.digests.size > most) this.digests.delete(this.digests.keys().next().value as string);
    return 'new';
  }
}

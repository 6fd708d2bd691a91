import type { Told } from './told.js';

/** What the log has said of one claim. */
export class ClaimHeard {
  status = '';
  /** The status before the last event. */
  was = '';
  version = 0;
  held: string | null = null;
  /** The words that are judged. */
  words = '';
  /** What each member declared last; who declared an interest stays with it. */
  readonly interests = new Map<string, string>();
  correction: { readonly id: string; readonly status: string } | undefined;

  /** Whether these are other words than before. */
  hear({ changes }: Told, id: string): boolean {
    const before = this.words;
    this.was = this.status;
    for (const { type, id: subject, version, after } of changes) {
      if (type === 'claim' && subject === id) {
        this.status = after.status as string;
        this.version = version;
        this.held = (after.hold as { by: string } | null)?.by ?? null;
        this.words = JSON.stringify([after.statement, after.quantity]);
      } else if (type === 'interest' && after.claim === id) {
        const member = after.member as string;
        if (this.interests.get(member) !== 'one') this.interests.set(member, after.declared as string);
      } else if (type === 'correction' && after.claim === id) {
        const isThis = this.correction?.id === subject;
        if (after.status === 'accepted' || isThis) this.correction = { id: subject, status: after.status as string };
      }
    }
    return before !== '' && this.words !== before;
  }
}

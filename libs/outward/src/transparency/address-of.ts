import { isWebAddress } from '#libs/factcheck';
import { inside, type State } from '../state.js';

/** Where the public reads a claim's check: its page of record, as the log has it. */
export function addressOf(claim: State): string | null {
  const page = inside(claim, 'pageOfRecord');
  return Object.values(page ?? {}).find(isWebAddress) ?? null;
}

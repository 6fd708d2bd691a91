import { addressOfClaim } from '../published/addresses.js';
import { slugOf } from '../published/slug.js';
import { field, inside, type State } from '../state.js';
import type { ClaimRecord } from './record.js';

/** Where the public reads a claim's check, as the log has it: null only where the log does not know the newsroom. */
export function addressOf(
  { id, claim, steps, verdicts, contents }: ClaimRecord,
  organization: State | undefined,
): string | null {
  const slug = field(organization, 'slug');
  const pageOfRecord = field(inside(claim, 'pageOfRecord'), 'url') || null;
  if (slug === '') return pageOfRecord;
  // The address keeps the words of the first publication.
  const first = steps.find(({ type, status }) => type === 'verdict' && status === 'published');
  const digest = field(
    verdicts.find((verdict) => verdict.id === first?.id),
    'digest',
  );
  const statement = contents.get(digest)?.statement ?? field(claim, 'statement');
  const baseUrl = field(organization, 'baseUrl') || null;
  return addressOfClaim({ slug, baseUrl }, { slug: slugOf(statement, id), pageOfRecord }, '');
}

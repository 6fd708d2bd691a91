import { labelIn } from '../label-in.js';
import { addressOfClaim } from '../published/addresses.js';
import type { PublishedCheck } from '../published/published-claim.js';
import { siteOf } from './search-parameters.js';

/** A check that was found, and whose it is. */
export interface FoundCheck {
  readonly claim: Pick<PublishedCheck, 'slug' | 'pageOfRecord' | 'publishedAt'> & {
    readonly page: Pick<PublishedCheck['page'], 'statement' | 'summary' | 'language' | 'utterances'> & {
      readonly rating: Pick<PublishedCheck['page']['rating'], 'labels'>;
    };
  };
  readonly house: { readonly slug: string; readonly siteName: string; readonly baseUrl: string | null };
}

/** A claim as Google's Fact Check Tools API answers it. What is not known is left out. */
export interface FoundClaim {
  readonly text: string;
  readonly claimant?: string;
  /** RFC 3339. */
  readonly claimDate?: string;
  readonly claimReview: readonly {
    readonly publisher: { readonly name: string; readonly site: string };
    readonly url: string;
    readonly title: string;
    readonly reviewDate: string;
    readonly textualRating: string;
    readonly languageCode: string;
  }[];
}

export function foundClaim({ claim, house }: FoundCheck, origin: string): FoundClaim {
  const { page } = claim;
  const [first] = page.utterances;
  const url = addressOfClaim(house, claim, origin);
  const claimDate = momentOf(first?.saidOn ?? first?.elsewhere?.time ?? first?.article?.publishedAt ?? null);
  const claimant = first?.claimant?.name;
  return {
    text: page.statement,
    ...(claimant ? { claimant } : {}),
    ...(claimDate === null ? {} : { claimDate }),
    claimReview: [
      {
        publisher: { name: house.siteName, site: siteOf(url) ?? '' },
        url,
        title: page.summary,
        reviewDate: claim.publishedAt.replace(/\.\d+Z$/, 'Z'),
        textualRating: labelIn(page.rating.labels, page.language),
        languageCode: page.language,
      },
    ],
  };
}

/** A day begins at midnight, as everybody answers here. Of a month or a year nobody knows the day, so there is none. */
function momentOf(date: string | null): string | null {
  if (date === null || date.length < 10) return null;
  if (date.length === 10) return `${date}T00:00:00Z`;
  const [, day = '', hour = '', minute = '', second = '00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)$/.exec(date) ?? [];
  return day === '' ? null : `${day}T${hour}:${minute}:${second}${zone}`;
}

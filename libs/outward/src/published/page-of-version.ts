import { firstAppearance, ratingOf } from '#libs/factcheck';
import type {
  PublishedClaimant,
  PublishedContact,
  PublishedLegacy,
  PublishedPage,
  PublishedQuantity,
  PublishedRating,
  PublishedUtterance,
} from './published-claim.js';
import { namesIn, partOf, publicPart, type State, textOf } from './public-part.js';
import { sourcesOf } from './sources-of-version.js';
import type { VersionParts } from './version-parts.js';

/** All that a page shows of one version, out of what was frozen for it. Only fields that everybody may see are looked at. */
export function pageOfVersion(parts: VersionParts, topics: readonly State[]): PublishedPage {
  const claim = publicPart('claim', parts.claim);
  const verdict = publicPart('verdict', parts.verdict);
  return {
    version: verdict.number as number,
    statement: claim.statement as string,
    language: claim.language as string,
    kind: claim.kind as string,
    quantity: partOf(claim, 'quantity') as PublishedQuantity | null,
    rating: ratingIn(parts, verdict),
    summary: verdict.summary as string,
    rationale: verdict.rationale as string,
    judgedAsOf: verdict.judgedAsOf as string,
    evidenceCutOff: verdict.evidenceCutOff as string,
    verdictDigest: textOf(verdict, 'digest'),
    policy: (verdict.policy ?? null) as number | null,
    methodology: (verdict.methodology ?? null) as number | null,
    quorum: partOf(verdict, 'quorum') as PublishedPage['quorum'],
    procedure: verdict.procedure as string,
    rest: restIn(verdict),
    legacy: legacyIn(verdict),
    topics: topicsOf(topics),
    utterances: utterancesOf(parts),
    sources: sourcesOf(parts),
    contacts: parts.contacts.map(contactOf),
  };
}

/** The numbers of the scale that it was chosen on. A rating of a scale that is not kept would be a fault of the log. */
function ratingIn({ scale }: VersionParts, verdict: State): PublishedRating {
  const code = verdict.rating as string;
  const rating = scale && ratingOf(scale, code);
  if (!scale || !rating)
    throw new Error(`verdict ${String(verdict.id)} has the rating ${code}, which no scale kept here has`);
  return { code, labels: rating.labels, value: rating.value, worst: scale.worst, best: scale.best };
}

function restIn(verdict: State): PublishedPage['rest'] {
  const rest = partOf(verdict, 'rest');
  return rest && { status: rest.status as string, dueAt: textOf(rest, 'dueAt'), endedAt: textOf(rest, 'endedAt') };
}

function legacyIn(verdict: State): PublishedLegacy | null {
  const legacy = partOf(verdict, 'legacy');
  return (
    legacy && {
      label: legacy.label as string,
      url: textOf(legacy, 'url'),
      publisher: legacy.publisher as string,
      reviewedOn: legacy.reviewedOn as string,
    }
  );
}

export const topicsOf = (topics: readonly State[]): PublishedPage['topics'] =>
  topics.map((topic) => ({ code: topic.code as string, labels: topic.labels as Readonly<Record<string, string>> }));

function utterancesOf({ utterances, named }: VersionParts): readonly PublishedUtterance[] {
  const shown = utterances.map((one) => utteranceOf(publicPart('utterance', one), named));
  const first = firstAppearance(
    shown.map((utterance) => ({
      utterance,
      saidOn: utterance.saidOn,
      time: utterance.elsewhere?.time ?? null,
      publishedAt: utterance.article?.publishedAt ?? null,
    })),
  )?.utterance;
  return first ? [first, ...shown.filter((one) => one !== first)] : [];
}

function utteranceOf(utterance: State, named: VersionParts['named']): PublishedUtterance {
  const article = named.get(textOf(utterance, 'article') ?? '');
  const elsewhere = partOf(utterance, 'unanchored');
  return {
    id: utterance.id as string,
    claimant: claimantOf(named.get(textOf(utterance, 'claimant') ?? '')),
    affiliation: textOf(utterance, 'affiliation'),
    reportedBy: claimantOf(named.get(textOf(utterance, 'reportedBy') ?? '')),
    mode: utterance.mode as PublishedUtterance['mode'],
    impliedBecause: textOf(utterance, 'impliedBecause'),
    saidOn: textOf(utterance, 'saidOn'),
    article: article ? articleOf(publicPart('article', article)) : null,
    exact: textOf(utterance, 'exact'),
    elsewhere: elsewhere && {
      address: textOf(elsewhere, 'address'),
      medium: textOf(elsewhere, 'medium'),
      time: textOf(elsewhere, 'time'),
      excerpt: textOf(elsewhere, 'excerpt'),
    },
  };
}

const articleOf = (article: State): NonNullable<PublishedUtterance['article']> => ({
  url: textOf(article, 'url'),
  headline: article.headline as string,
  outlet: article.outlet as string,
  language: article.language as string,
  publishedAt: textOf(article, 'publishedAt'),
});

function claimantOf(state: State | undefined): PublishedClaimant | null {
  if (!state) return null;
  const claimant = publicPart('claimant', state);
  return {
    id: claimant.id as string,
    kind: claimant.kind as PublishedClaimant['kind'],
    name: textOf(claimant, 'name'),
    description: textOf(claimant, 'description'),
    sameAs: namesIn(claimant, 'sameAs'),
  };
}

function contactOf(state: State): PublishedContact {
  const contact = publicPart('enquiry', state);
  const words = textOf(contact, 'publicAnswer');
  return {
    contacted: contact.contacted === true,
    answered: textOf(state, 'answer') !== null || words !== null || textOf(contact, 'answeredOn') !== null,
    ...(words === null ? {} : { answer: words }),
    askedOn: textOf(contact, 'askedOn'),
    answerDue: textOf(contact, 'answerDue'),
    answeredOn: textOf(contact, 'answeredOn'),
  };
}

import { advice, each, error, type Finding, inside, type Loose, words } from './findings.js';
import { isOnSite } from './on-site.js';

// Google asks for a short summary of the claim.
const short = 75;

/** The words that were checked: there, not too long, and without the verdict in them. */
export function wordingFindings(review: Loose, labels: readonly string[]): readonly Finding[] {
  const property = 'claimReviewed';
  const claim = words(review.claimReviewed);
  if (claim === undefined) return [error(property, 'The claim has no words. Write what was checked.')];
  const label = labels.find((one) => saysRating(claim, one));
  return [
    ...(label === undefined
      ? []
      : [
          error(
            property,
            `The claim says its own rating ("${label}"). Write the claim as it was made, without the rating.`,
          ),
        ]),
    ...([...claim].length <= short
      ? []
      : [
          advice(property, `The claim has ${[...claim].length} characters; up to ${short} are shown whole everywhere.`),
        ]),
  ];
}

/** "False: …", "… – False", "… (false)": as a heading or a tag, not as one of the words. */
function saysRating(claim: string, label: string): boolean {
  const rating = label.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (rating === '') return false;
  return new RegExp(
    `^[\\s"“«([]*${rating}[\\s"”»)\\]]*([:–—|!]|\\s-\\s|\\.\\s|$)|([:–—|]|\\s-)\\s*${rating}[\\s.!"”»]*$|[([]\\s*${rating}\\s*[)\\]][\\s.!]*$`,
    'iu',
  ).test(claim);
}

/** Who said it, when and where; it must come from somewhere else than the site that checks it. */
export function itemFindings(review: Loose, site: string | null): readonly Finding[] {
  const item = inside(review.itemReviewed);
  if (!item)
    return [advice('itemReviewed', 'Nothing tells whose claim it is, when and where it was made. Add an utterance.')];
  const property = 'itemReviewed';
  const authors = each(item.author);
  const places = [...each(item.firstAppearance), ...each(item.appearance)];
  const addresses = places.flatMap((place) => words(typeof place === 'string' ? place : inside(place)?.url) ?? []);
  return [
    ...(authors.length === 0
      ? [advice(`${property}.author`, 'Nothing tells who made the claim. Name the claimant.')]
      : authors.some((author) => words(inside(author)?.name) === undefined)
        ? [error(`${property}.author.name`, 'A claimant has no name. Give the name, or leave the claimant out.')]
        : []),
    ...(words(item.datePublished) === undefined
      ? [advice(`${property}.datePublished`, 'Nothing tells when the claim was made. Give the utterance a date.')]
      : []),
    ...(addresses.length === 0
      ? [
          advice(
            `${property}.firstAppearance`,
            'Nothing tells where the claim stands. Give an address of the article, post or recording.',
          ),
        ]
      : []),
    ...(site !== null && addresses.some((address) => isOnSite(address, site))
      ? [
          advice(
            `${property}.appearance`,
            'The claim stands on the site that checks it. Claims must come from somewhere else to be shown as checked.',
          ),
        ]
      : []),
  ];
}

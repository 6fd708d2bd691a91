import type { FC } from 'hono/jsx';
import type { PublishedPage, PublishedQuantity } from '../../published/published-claim.js';
import { When } from '../words.js';

const kinds: Readonly<Record<string, string>> = {
  quantity: 'a number',
  date: 'a date',
  duration: 'how long something took',
  event: 'whether something happened',
  causal: 'what caused what',
  attribution: 'whose doing it was',
  quotation: 'whether it was said in these words',
  affiliation: 'who belongs to whom',
  legal: 'what the law says',
  authenticity: 'whether a picture or document is genuine',
  prediction: 'what will happen',
  opinion: 'an opinion',
};

/** What kind of statement is judged, and the number in it as it was taken. */
export const Claimed: FC<{ readonly page: PublishedPage }> = ({ page: { kind, quantity } }) => (
  <p class="facts">
    We judge the sentence above, in these words.{kinds[kind] ? ` It is about ${kinds[kind]}.` : ''}
    {quantity && <Quantity quantity={quantity} />}
  </p>
);

const Quantity: FC<{ readonly quantity: PublishedQuantity }> = ({
  quantity: { comparator, low, high, unit, asOf },
}) => (
  <>
    {' '}
    We read it as {comparator.replaceAll('_', ' ')}{' '}
    <span dir="auto">
      {[low, high].filter((number) => number !== null).join(' to ')} {unit}
    </span>
    {asOf && (
      <>
        , as of <When at={asOf} />
      </>
    )}
    .
  </>
);

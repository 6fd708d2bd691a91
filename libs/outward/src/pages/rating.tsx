import type { FC } from 'hono/jsx';
import { labelIn } from './labels.js';
import type { PublishedRating } from '../published/published-claim.js';
import { Words } from './words.js';

export type Tone = 'low' | 'mid' | 'high' | 'none';

/** Which third of its scale a rating stands in; `none` outside the order. */
export function toneOf(rating: PublishedRating | null): Tone {
  if (!rating || rating.value === null) return 'none';
  const place = (rating.value - rating.worst) / (rating.best - rating.worst);
  return place < 1 / 3 ? 'low' : place > 2 / 3 ? 'high' : 'mid';
}

const signs: Readonly<Record<Tone, string>> = { low: '✕', mid: '≈', high: '✓', none: '–' };

/** The label in words, a sign and a place on the scale: never a colour alone. */
export const Rating: FC<{ readonly rating: PublishedRating }> = ({ rating }) => {
  const { text, language } = labelIn(rating.labels, rating.code);
  return (
    <>
      <p class="rating">
        <span class="sign" aria-hidden="true">
          {signs[toneOf(rating)]}
        </span>{' '}
        <Words in={language}>{text}</Words>
      </p>
      <Place rating={rating} />
    </>
  );
};

const Place: FC<{ readonly rating: PublishedRating }> = ({ rating: { value, worst, best } }) => {
  if (value === null) return <p class="soft">A label outside our scale of true and false.</p>;
  const places = Array.from({ length: best - worst + 1 }, (_, place) => worst + place);
  return (
    <p class="soft">
      {places.length > 12 ? null : (
        <span class="steps" aria-hidden="true">
          {places.map((place) => (
            <i class={place === value ? 'on' : ''} />
          ))}
        </span>
      )}
      {value} on a scale from {worst} (least true) to {best} (most true)
    </p>
  );
};

/** In a list: the label alone, in words. */
export const ShortRating: FC<{ readonly rating: PublishedRating }> = ({ rating }) => {
  const { text, language } = labelIn(rating.labels, rating.code);
  return (
    <span class={`short ${toneOf(rating)}`}>
      <span class="sign" aria-hidden="true">
        {signs[toneOf(rating)]}
      </span>{' '}
      <Words in={language}>{text}</Words>
    </span>
  );
};

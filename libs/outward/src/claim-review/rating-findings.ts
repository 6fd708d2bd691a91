import { advice, error, type Finding, type Loose, words } from './findings.js';

const property = 'reviewRating';
const numbers = ['ratingValue', 'worstRating', 'bestRating'] as const;

/** Google's rules for Rating: the text is what is shown; numbers are all there or none, from 1 up, nearer to best is more true. */
export function ratingFindings(rating: Loose): readonly Finding[] {
  const label = words(rating.alternateName) ?? words(rating.name);
  const found: Finding[] = [];
  if (!words(rating.alternateName))
    found.push(
      error(
        `${property}.alternateName`,
        `The rating has no text${label ? ' in alternateName' : ''}: it is what readers see. Write the label there.`,
      ),
    );
  const given = numbers.filter((name) => rating[name] !== undefined && rating[name] !== null);
  if (given.length === 0) return found;
  const missing = numbers.filter((name) => !given.includes(name));
  for (const name of missing)
    found.push(
      error(
        `${property}.${name}`,
        `The rating has ${given.join(' and ')} and no ${name}. Give all three, or none for a label outside the order.`,
      ),
    );
  const [value, worst, best] = numbers.map((name) => numberOf(rating[name]));
  for (const name of given)
    if (numberOf(rating[name]) === undefined)
      found.push(error(`${property}.${name}`, `${name} is no number. Write a number.`));
  if (worst !== undefined && worst < 1)
    found.push(error(`${property}.worstRating`, `worstRating is ${worst}; it must be at least 1.`));
  if (worst !== undefined && best !== undefined && worst >= best)
    found.push(
      error(
        `${property}.bestRating`,
        worst > best
          ? `The scale is upside down: worstRating is ${worst} and bestRating ${best}. The nearer to bestRating, the truer.`
          : `worstRating and bestRating are both ${best}; bestRating must be higher.`,
      ),
    );
  else if (value !== undefined && worst !== undefined && best !== undefined && (value < worst || value > best))
    found.push(error(`${property}.ratingValue`, `ratingValue is ${value}, outside ${worst} to ${best}.`));
  if (value !== undefined && !Number.isInteger(value))
    found.push(advice(`${property}.ratingValue`, `ratingValue is ${value}; whole numbers are understood everywhere.`));
  return found;
}

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

interface Scaled {
  readonly ratings: readonly { readonly code: string; readonly value: number | null }[];
}

/** Whether the scale itself stands upside down: "true" nearer to worst than "false". */
export function scaleFindings({ ratings }: Scaled): readonly Finding[] {
  const valueOf = (code: string): number | null => ratings.find((one) => one.code === code)?.value ?? null;
  const [truth, falsehood] = [valueOf('true'), valueOf('false')];
  return truth !== null && falsehood !== null && truth <= falsehood
    ? [
        error(
          `${property}.ratingValue`,
          `In this scale "true" has ${truth} and "false" ${falsehood}: the nearer to bestRating, the truer. Put a scale in force that is the right way round.`,
        ),
      ]
    : [];
}

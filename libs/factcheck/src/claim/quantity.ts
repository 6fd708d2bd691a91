import { type FieldError, refusal, type Ruling } from '#libs/kernel';
import { compareDecimals, isDecimal } from './decimal.js';
import { isPartialDate } from './partial-date.js';

/** How a number is hedged. Hedges stay in the statement; here they are a code. */
export const comparators = [
  'exactly',
  'about',
  'nearly',
  'at_least',
  'at_most',
  'more_than',
  'less_than',
  'between',
] as const;
export type Comparator = (typeof comparators)[number];

/** A number that a claim states: "nearly 900 prisoners" is `{nearly, low: null, high: "900", unit: "prisoners"}`. */
export interface Quantity {
  readonly comparator: Comparator;
  /** A decimal as text. */
  readonly low: string | null;
  readonly high: string | null;
  readonly unit: string;
  /** The date the number is true of, as precise as it was given. */
  readonly asOf?: string | null;
}

type Bound = 'needed' | 'allowed' | 'no';

// A single number stands at the end that the comparator speaks of: "nearly 900" and "at most 900" have a high of 900.
// "About" may give the band that is meant.
const bounds: Readonly<Record<Comparator, { readonly low: Bound; readonly high: Bound }>> = {
  exactly: { low: 'needed', high: 'allowed' },
  about: { low: 'needed', high: 'allowed' },
  nearly: { low: 'allowed', high: 'needed' },
  at_least: { low: 'needed', high: 'no' },
  at_most: { low: 'no', high: 'needed' },
  more_than: { low: 'needed', high: 'no' },
  less_than: { low: 'no', high: 'needed' },
  between: { low: 'needed', high: 'needed' },
};

/** Whether the numbers fit the comparator. Every fault is named by its field under `quantity`. */
export function quantityRuling(quantity: Quantity): Ruling {
  const errors = [
    ...boundErrors(quantity, 'low'),
    ...boundErrors(quantity, 'high'),
    ...orderErrors(quantity),
    ...(quantity.unit.trim() === '' ? [fault('unit', 'Say what is counted or measured.')] : []),
    ...(quantity.asOf != null && !isPartialDate(quantity.asOf)
      ? [fault('asOf', 'Give a year, a month, a day, or a time with its zone: 2024, 2024-03, 2024-03-20.')]
      : []),
  ];
  return errors.length > 0
    ? refusal('claim.quantity_invalid', errors.map((error) => error.message).join(' '), { errors })
    : undefined;
}

function boundErrors(quantity: Quantity, end: 'low' | 'high'): FieldError[] {
  const value = quantity[end];
  const rule = bounds[quantity.comparator][end];
  if (value === null) return rule === 'needed' ? [fault(end, `"${quantity.comparator}" needs ${end}.`)] : [];
  if (rule === 'no') return [fault(end, `"${quantity.comparator}" has no ${end}.`)];
  return isDecimal(value) ? [] : [fault(end, 'Write the number as decimal text, such as "900" or "-0.5".')];
}

function orderErrors({ comparator, low, high }: Quantity): FieldError[] {
  if (!isDecimal(low) || !isDecimal(high)) return [];
  const order = compareDecimals(low, high);
  if (order > 0) return [fault('low', 'The lower number is above the higher one.')];
  if (comparator === 'between' && order === 0) return [fault('high', '"between" needs two different numbers.')];
  if (comparator === 'exactly' && order !== 0) return [fault('high', '"exactly" has one number.')];
  return [];
}

const fault = (field: string, message: string): FieldError => ({ field: `quantity.${field}`, message });

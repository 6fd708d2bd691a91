import { dayNumber } from '../correction/working-days.js';

/** One saying of a claim, with what is known of when. Dates are partial (EDTF) and stay as they were given. */
export interface Dated {
  readonly saidOn: string | null;
  /** Of a broadcast or a post that is no text here. */
  readonly time: string | null;
  /** Of the article it stands in. */
  readonly publishedAt: string | null;
}

/**
 * Where a claim was first made: by when it was said, else by when that went out; what appeared earlier if two were said
 * at one time; else what was entered first. `sayings` come in the order of entry. Undated ones are last.
 */
export function firstAppearance<Saying extends Dated>(sayings: readonly Saying[]): Saying | undefined {
  return sayings
    .map((saying, entry) => ({ saying, keys: [saidAt(saying), beginning(saying.publishedAt), entry] as const }))
    .sort((a, b) => a.keys[0] - b.keys[0] || a.keys[1] - b.keys[1] || a.keys[2] - b.keys[2])[0]?.saying;
}

const saidAt = ({ saidOn, time, publishedAt }: Dated): number => beginning(saidOn ?? time ?? publishedAt);

// Later than every date there is, and still a number, so that two of them compare as equals.
const never = Number.MAX_SAFE_INTEGER;

/** The first moment that a partial date may mean, in seconds: of "2024-03" the beginning of March. Only compared, never shown. */
function beginning(date: string | null): number {
  if (date === null) return never;
  const [day = '', time] = date.split('T');
  const midnight = dayNumber(day) * 86_400;
  const moment = time === undefined ? midnight : midnight + secondsOf(time);
  return Number.isNaN(moment) ? never : moment;
}

/** Since the UTC midnight of its day: 22:31-04:00 is 02:31 of the next. */
function secondsOf(time: string): number {
  const [, hour, minute, second = '0', sign, zoneHour = '0', zoneMinute = '0'] =
    /^(\d\d):(\d\d)(?::(\d\d))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(time) ?? [];
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  return (Number(hour) * 60 + Number(minute) - zone) * 60 + Number(second);
}

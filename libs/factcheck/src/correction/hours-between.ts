import { dayNumber } from './working-days.js';

/** Hours from one moment to another, both RFC 3339 in UTC as the log writes them, to a tenth. */
export const hoursBetween = (from: string, until: string): number =>
  Math.round((seconds(until) - seconds(from)) / 360) / 10;

function seconds(moment: string): number {
  const [day = '', time = ''] = moment.split('T');
  const [hour = 0, minute = 0, second = 0] = time.replace('Z', '').split(':').map(Number);
  return ((dayNumber(day) * 24 + hour) * 60 + minute) * 60 + second;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** "March 2024", "20 March 2024", "2024": never more than what is known. A time keeps its own zone. */
export function inWords(date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  const named = month === undefined ? undefined : (months[Number(month) - 1] ?? month);
  const words = [day === undefined ? undefined : String(Number(day)), named, year].filter((part) => part !== undefined);
  const time = /T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.exec(date);
  return time ? `${words.join(' ')}, ${time[1]} ${time[2] === 'Z' ? 'UTC' : `UTC${time[2]}`}` : words.join(' ');
}

/** The day of a time in UTC, as the desk's log has it. */
export const dayInWords = (time: string): string => inWords(time.slice(0, 10));

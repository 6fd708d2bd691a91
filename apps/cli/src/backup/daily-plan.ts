/** HH:MM in minutes after midnight. */
export function momentOfDay(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The name says when it was begun, so that a copied folder still knows, whatever its files' times are. */
export const backupName = (at: Date): string =>
  `claimdesk-${at.toISOString().replace(/\.\d+/, '').replaceAll(':', '')}.tar.gz`;

const made = /^claimdesk-(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\dZ)\.tar\.gz$/;

/** When the newest backup in a folder was begun. Files of other names are none of ours. */
export function newestOf(names: readonly string[]): Date | undefined {
  const newest = ours(names)[0];
  return newest === undefined ? undefined : new Date(newest.replace(made, '$1$2:$3:$4'));
}

/** All but the newest. */
export const tooMany = (names: readonly string[], keep: number): readonly string[] => ours(names).slice(keep);

/** One is due when none was begun since the moment came last: also after a night in which the machine was off. */
export function isDue(newest: Date | undefined, moment: number, now: Date): boolean {
  if (newest === undefined) return true;
  const last = new Date(now);
  last.setUTCHours(0, moment, 0, 0);
  if (last > now) last.setUTCDate(last.getUTCDate() - 1);
  return newest < last;
}

const ours = (names: readonly string[]): readonly string[] =>
  names.filter((name) => made.test(name)).sort((a, b) => (a < b ? 1 : -1));

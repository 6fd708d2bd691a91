import { backupName, isDue, momentOfDay, newestOf, tooMany } from './daily-plan.js';

const at = (text: string): Date => new Date(`2026-03-${text}Z`);
const three = 180;

describe('a backup every day', () => {
  it.each<[string, Date | undefined, Date, boolean]>([
    ['there is none', undefined, at('02T12:00:00'), true],
    ['the moment came since', at('01T03:00:05'), at('02T03:00:00'), true],
    ['the moment has not come yet', at('01T03:00:05'), at('02T02:59:59'), false],
    ['it was made today', at('02T03:00:05'), at('02T23:00:00'), false],
    ['one made by day counts until the night', at('01T15:00:00'), at('02T02:00:00'), false],
    ['the machine was off in the night', at('01T03:00:05'), at('02T09:30:00'), true],
    ['the machine was off for weeks', new Date('2026-02-01T03:00:00Z'), at('02T01:00:00'), true],
  ])('is due or not: %s', (_, newest, now, due) => {
    expect(isDue(newest, three, now)).toBe(due);
  });

  it('is known by its name, to the second', () => {
    const name = backupName(new Date('2026-03-01T03:00:05.678Z'));
    expect(name).toBe('claimdesk-2026-03-01T030005Z.tar.gz');
    expect(newestOf(['claimdesk-2026-02-28T030000Z.tar.gz', name, 'claimdesk-2026-03-09.tar.gz'])).toEqual(
      at('01T03:00:05'),
    );
    expect(newestOf(['before-the-upgrade.tar.gz'])).toBeUndefined();
  });

  it('makes room for itself, and leaves alone what somebody put there', () => {
    const names = ['03', '01', '02', '04'].map((day) => backupName(at(`${day}T03:00:00`)));
    expect(tooMany([...names, 'before-the-upgrade.tar.gz', `${names[0]}.77.unfinished`], 2)).toEqual([
      'claimdesk-2026-03-02T030000Z.tar.gz',
      'claimdesk-2026-03-01T030000Z.tar.gz',
    ]);
  });

  it.each(['3:00', '24:00', '03:60', 'noon', ''])('is asked for at no such time as "%s"', (text) => {
    expect(momentOfDay(text)).toBeUndefined();
    expect(momentOfDay('03:00')).toBe(three);
  });
});

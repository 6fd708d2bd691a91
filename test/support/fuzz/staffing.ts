import { RuntimeSettings } from '#libs/runtime';
import type { Room } from '../../architecture/contract/room.js';
import { hireInto } from '../hire-into.js';
import { type Caller, unknownKey } from '../newsroom.js';
import { approvedVerdict, claimInChecking, type Desk, none, staffed, verdictInReview } from '../story.js';
import type { Route } from './plans.js';

/** Everybody who sends requests, and what they do when they are let alone. */
export interface Staffing {
  readonly keyFor: (route: Route, who: number) => string | undefined;
  /** A piece of the ordinary story, so that there is always something to work on. */
  readonly tell: (n: number) => Promise<void>;
  /** How many pieces did not work out, because a rule of the newsroom was changed by chance. */
  refused: number;
}

const roles = ['researcher', 'reviewer', 'editor', 'auditor', 'admin'] as const;

/** A new newsroom in the same house, with people for every role. */
export async function staffing(room: Room): Promise<Staffing> {
  const { newsroom } = room;
  const admin = await newsroom.rival();
  const hire = async (name: string, ...some: string[]): Promise<Caller> =>
    room.watched(await hireInto(newsroom, admin, name, ...some));
  const desk: Desk = await staffed({ hire });
  const able = [await hire('Hanna All-Hands', ...roles), admin, desk.researcher, desk.editor, desk.reviewer];
  const others = [
    await hire('Ava Auditor', 'auditor'),
    newsroom.caller((await admin.post('/api-keys', { name: 'CMS' })).key),
  ];
  const strangers = [newsroom.admin.key, unknownKey(), 'nonsense', undefined];
  const operator = newsroom.app.get(RuntimeSettings).config.operatorKey;
  const story: Staffing = {
    refused: 0,
    keyFor({ template, operation }, who) {
      if (template === '/v1/organizations') return who % 2 === 0 ? operator : able[0]?.key;
      if (operation.security.length === 0) return undefined;
      if (who % 20 === 0) return strangers[Math.floor(who / 20) % strangers.length];
      if (who % 8 === 0) return others[Math.floor(who / 8) % others.length]?.key;
      return who % 2 === 0 ? able[0]?.key : able[Math.floor(who / 2) % able.length]?.key;
    },
    async tell(n) {
      try {
        const pieces = [claimInChecking, verdictInReview, approvedVerdict, published];
        await pieces[n % pieces.length]?.(desk);
      } catch {
        story.refused += 1;
      }
    },
  };
  return story;
}

async function published(desk: Desk): Promise<void> {
  const { verdict } = await approvedVerdict(desk);
  await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
}

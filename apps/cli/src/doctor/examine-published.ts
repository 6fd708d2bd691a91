import type { INestApplicationContext } from '@nestjs/common';
import { PublishedDoctor } from '#libs/outward';
import type { Say } from './say.js';
import { wantedOrganizations } from './wanted-organizations.js';

export interface Asked {
  readonly organization?: string | undefined;
  /** Make everything public anew where something differs. */
  readonly rebuild: boolean;
}

/** Examines what is public of one newsroom or of all, and gives the number of findings that are left. */
export async function examinePublished(rooms: INestApplicationContext, asked: Asked, say: Say): Promise<number> {
  let left = 0;
  for (const organization of await wantedOrganizations(rooms, { organization: asked.organization, witnesses: [] })) {
    let found = await examine(rooms, organization, say);
    if (found > 0 && asked.rebuild) {
      await rooms.get(PublishedDoctor, { strict: false }).rebuild(organization);
      say({ organization, rebuilt: true }, `${organization}: everything public was made anew from the log.`);
      found = await examine(rooms, organization, say);
    }
    left += found;
  }
  say(
    { findings: left },
    left === 0 ? 'Readers see what the log says is published.' : `${left} findings about what is public.`,
  );
  return left;
}

async function examine(rooms: INestApplicationContext, organization: string, say: Say): Promise<number> {
  const examination = rooms.get(PublishedDoctor, { strict: false }).examine(organization);
  for (let found = 0; ; found += 1) {
    const { done, value } = await examination.next();
    if (done) {
      const { claims, next, size } = value;
      say(
        { organization, claims, next, size },
        `${organization}: ${claims} public claims examined, as of entry ${next} of ${size}.`,
      );
      return found;
    }
    say({ organization, ...value }, `${organization}: ${value.where}: ${value.sentence}`);
  }
}

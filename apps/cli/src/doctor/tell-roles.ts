import { examineRoles } from '#libs/database';
import type { OpenDesk } from '../open-desk.js';
import type { Say } from './say.js';

/** Examines what the roles of the database may do, and gives the number of findings. */
export async function tellRoles({ database, stepDown }: OpenDesk, say: Say): Promise<number> {
  const { findings, login } = await examineRoles(database.connections, { stepDown });
  for (const finding of findings) say(finding, `${finding.sentence}\n    ${finding.remedy}`);
  // No fault of a grant, and so no finding: but whoever reads "all is well" should know it.
  if (stepDown)
    say(
      { softFence: true, login },
      `There is one address for everything: "${login}" steps down to claimdesk_app and could step up again, so the fence is soft. ` +
        'Let DATABASE_URL log in as claimdesk_app, and DATABASE_OWNER_URL as the owner of the tables.',
    );
  say(
    { findings: findings.length },
    findings.length === 0 ? 'Each role may do exactly what it should.' : `${findings.length} findings about roles.`,
  );
  return findings.length;
}

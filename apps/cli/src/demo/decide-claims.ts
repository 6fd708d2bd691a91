import type { Narrator } from './narrator.js';
import type { Staff } from './people.js';
import type { ClaimLine, StoryFiles } from './story-files.js';
import { gatherEvidence } from './gather-evidence.js';
import { judgeClaim } from './judge-claim.js';
import type { Tracked } from './track-claims.js';

/** The editor goes through the claims: declined with a reason, accepted, or checked to the end. */
export async function decideClaims(
  story: StoryFiles,
  tracked: Tracked,
  staff: Staff,
  narrator: Narrator,
): Promise<number> {
  narrator.chapterOn('The editor decides what is worth checking');
  const { editor, researcher } = staff;
  let accepted = 0;
  for (const { line, claim } of tracked.values()) {
    if (line.ending.action === 'decline') {
      const { reason, note } = line.ending;
      await editor.at.post(`/claims/${claim.id}/decline`, { reason, ...(note ? { note } : {}) });
      narrator.done(`Declined as ${reason.replaceAll('_', ' ')}, and counted as such: "${line.submit.statement}"`);
    } else {
      await editor.at.post(`/claims/${claim.id}/accept`, { reason: line.ending.selectionReason });
      accepted += 1;
    }
  }
  narrator.done(`${accepted} claims accepted, each with the reason why it was selected`);
  for (const { line, claim } of tracked.values()) {
    if (line.ending.action !== 'checking') continue;
    await leaveInChecking(line, claim.id, line.ending.missing, staff, narrator);
    await gatherEvidence(claim.id, line.ending.citations ?? [], story.sources, researcher, narrator);
  }
  let published = 0;
  for (const { line, claim } of tracked.values()) {
    if (line.ending.action !== 'publish') continue;
    await editor.at.post(`/claims/${claim.id}/assign`, { member: researcher.id });
    await judgeClaim({ story, line, ending: line.ending, claim: claim.id, staff, narrator });
    published += 1;
  }
  if (published === 0)
    narrator.tell('The claims file holds no verdict, so none is published: nothing is invented here.');
  return published;
}

async function leaveInChecking(
  line: ClaimLine,
  claim: string,
  missing: string,
  { editor, researcher }: Staff,
  narrator: Narrator,
): Promise<void> {
  const assigned = await editor.at.post(`/claims/${claim}/assign`, { member: researcher.id });
  await researcher.at.patch(`/claims/${claim}`, assigned.version as number, { missing });
  narrator.done(`Stays in checking: "${line.submit.statement}"`);
  narrator.quiet(`Still missing: ${missing}`);
}

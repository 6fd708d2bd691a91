import { gatherEvidence } from './gather-evidence.js';
import type { Narrator } from './narrator.js';
import type { Staff } from './people.js';
import type { ClaimLine, Ending, StoryFiles } from './story-files.js';

interface Judged {
  readonly story: StoryFiles;
  readonly line: ClaimLine;
  readonly ending: Extract<Ending, { action: 'publish' }>;
  readonly claim: string;
  readonly staff: Staff;
  readonly narrator: Narrator;
}

const none = { declared: 'none' };

/** From evidence to a published verdict, past everything that must not happen. */
export async function judgeClaim({ story, line, ending, claim, staff, narrator }: Judged): Promise<void> {
  const { researcher, reviewer, editor } = staff;
  narrator.chapterOn("Evidence, a verdict, and somebody else's judgement");
  narrator.tell(`"${line.submit.statement}"`);
  const citations = await gatherEvidence(claim, ending.citations, story.sources, researcher, narrator);
  await researcher.at.post(`/claims/${claim}/enquiries`, ending.reply);
  const { rating, summary } = ending;
  const { action: _action, selectionReason: _selected, reply: _reply, ...content } = ending;
  const draft = await researcher.at.post(`/claims/${claim}/verdicts`, { ...content, citations });
  const verdict = await researcher.at.post(`/verdicts/${draft.id}/submit`, { interests: none });
  const digest = verdict.digest as string;
  narrator.done(
    `${researcher.name} submits "${rating}": content, policy and scale are frozen under the digest ${digest.slice(0, 16)}…`,
  );
  const early = await editor.at.refused(`/verdicts/${draft.id}/publish`, { interests: none });
  narrator.refused(`${editor.name} cannot publish before the quorum: ${early.detail}`);
  const own = await researcher.at.refused(`/verdicts/${draft.id}/ballots`, {
    choice: 'approve',
    digest,
    interests: none,
  });
  narrator.refused(`${researcher.name} cannot approve her own verdict: ${own.detail}`);
  await reviewer.at.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
  narrator.done(`${reviewer.name} read this very digest and approves it`);
  await editor.at.post(`/verdicts/${draft.id}/publish`, { interests: none });
  narrator.done(`${editor.name} publishes: ${rating.replaceAll('_', ' ').toUpperCase()}. ${summary}`);
}

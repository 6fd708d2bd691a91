import type { Body, Caller, Newsroom } from './newsroom.js';

/** Three people, and an article whose second sentence is false. */
export interface Desk {
  readonly researcher: Caller;
  readonly reviewer: Caller;
  readonly editor: Caller;
  readonly article: Body;
}

export const articleText =
  'The operation was announced on Tuesday.\nIt was carried out under the Biden administration — “an epic”, said José.\nNearly 900 people are still held. Nearly 900 people are waiting.';

export async function staffed(newsroom: Pick<Newsroom, 'hire'>): Promise<Desk> {
  const researcher = await newsroom.hire('Rosa Researcher', 'researcher', 'reviewer');
  const reviewer = await newsroom.hire('Ravi Reviewer', 'reviewer');
  const editor = await newsroom.hire('Edna Editor', 'editor');
  const article = await researcher.post('/articles', {
    url: 'https://courier.example/2025/05/08/rescue',
    headline: 'A rescue',
    outlet: 'The Courier (fictional)',
    byline: 'A. Sample',
    language: 'en',
    publishedAt: '2025-05-08',
    text: articleText,
  });
  return { researcher, reviewer, editor, article };
}

export const claimBody = (article: string, more: object = {}): object => ({
  statement: 'The operation was carried out under the Biden administration.',
  kind: 'attribution',
  language: 'en',
  mode: 'stated',
  claimant: { kind: 'outlet', name: 'The Courier (fictional)' },
  appearance: { article, exact: 'carried out under the Biden administration' },
  ...more,
});

export const none = { declared: 'none' };

export async function claimInChecking({ researcher, editor, article }: Desk): Promise<Body> {
  const claim = await researcher.post('/claims', claimBody(article.id));
  await editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
  return editor.post(`/claims/${claim.id}/assign`, { member: researcher.member });
}

/** A draft with one linked citation and a reply record: ready to be submitted. */
export async function draftOn({ researcher }: Desk, claim: string): Promise<Body> {
  const source = await researcher.post('/sources', {
    kind: 'document',
    title: 'Twentieth Amendment',
    access: 'open',
    url: 'https://constitution.congress.gov/',
  });
  const citation = await researcher.post(`/claims/${claim}/citations`, {
    source: source.id,
    stance: 'refutes',
    mode: 'linked',
    primary: true,
  });
  await researcher.post(`/claims/${claim}/enquiries`, { contacted: false, reason: 'The outlet is fictional.' });
  return researcher.post(`/claims/${claim}/verdicts`, {
    rating: 'false',
    summary: 'Another administration was in office.',
    rationale: 'Its term ended on 20 January 2025.',
    judgedAsOf: '2025-05-08',
    citations: [citation.id],
  });
}

export async function verdictInReview(desk: Desk, more: object = {}): Promise<{ claim: Body; verdict: Body }> {
  const claim = await claimInChecking(desk);
  const draft = await draftOn(desk, claim.id);
  return { claim, verdict: await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none, ...more }) };
}

export async function approvedVerdict(desk: Desk): Promise<{ claim: Body; verdict: Body }> {
  const { claim, verdict } = await verdictInReview(desk);
  await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
    choice: 'approve',
    digest: verdict.digest,
    interests: none,
  });
  return { claim, verdict };
}

import { eventually } from './eventually.js';
import type { Body, Caller } from './newsroom.js';
import type { PublicRoom } from './pages/public-room.js';
import { none } from './story.js';

/** What was told of one person, and all of it that can be erased. */
export interface Told {
  readonly claim: Body;
  readonly claimant: string;
  readonly path: string;
  readonly subjects: readonly { readonly type: string; readonly id: string }[];
}

/** One person, told of in every way that the desk has. */
export async function everywhere(room: PublicRoom, name: string, bystander: Caller): Promise<Told> {
  const { newsroom, desk } = room;
  const { researcher, editor, reviewer } = desk;
  const leaver = await newsroom.hire(name, 'researcher');
  await leaver.post('/me/api-keys', { name: `${name}: laptop` });
  const article = await researcher.post('/articles', {
    headline: `${name} resigns`,
    outlet: 'The Courier (fictional)',
    byline: `By ${name}`,
    language: 'en',
    text: 'It was the largest rescue in ten years.',
  });
  const claim = await researcher.post(
    '/claims',
    {
      statement: 'It was the largest rescue in ten years.',
      kind: 'quantity',
      language: 'en',
      claimant: { kind: 'person', name },
      affiliation: `Spokeswoman for ${name}`,
      mode: 'verbatim',
      appearance: { article: article.id, exact: 'the largest rescue in ten years' },
    },
    { 'idempotency-key': 'needle' },
  );
  await editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
  await editor.post(`/claims/${claim.id}/assign`, { member: researcher.member });
  const comment = await reviewer.post(`/claims/${claim.id}/comments`, { text: `${name} rang me.` });
  const source = await researcher.post('/sources', { kind: 'document', title: 'Log of rescues', access: 'open' });
  const note = await researcher.post(`/sources/${source.id}/confidential`, {
    about: 'identity',
    text: `It is ${name}.`,
    readers: [researcher.member],
  });
  const citation = await researcher.post(`/claims/${claim.id}/citations`, {
    source: source.id,
    stance: 'refutes',
    mode: 'linked',
    primary: true,
  });
  const enquiry = await researcher.post(`/claims/${claim.id}/enquiries`, {
    contacted: true,
    contact: name,
    channel: 'email',
    askedOn: '2025-05-07',
    answer: `No comment, says ${name}.`,
    publicAnswer: `${name} has no comment.`,
  });
  const sent = await fetch(`${newsroom.address}/v1/captures?name=letter.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${researcher.key}`, 'content-type': 'text/plain' },
    body: `Yours, ${name}`,
  });
  const capture = ((await sent.json()) as { id: string }).id;
  const draft = await researcher.post(`/claims/${claim.id}/verdicts`, {
    rating: 'false',
    summary: 'There were larger ones.',
    rationale: 'The log of rescues has four.',
    judgedAsOf: '2025-05-08',
    citations: [citation.id],
  });
  const { digest } = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
  await reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
  await bystander.post(`/claims/${claim.id}/interests`, { declared: 'one', description: `${name} is my aunt.` });
  await editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
  const path = await room.pathOf(claim);
  const wrote = { about: path, request: `I am ${name}, and it was the largest.`, requester: { name, contact: name } };
  for (let n = 0; n < 2; n += 1)
    await newsroom.nobody.send('post', `${room.home}/corrections`, wrote).then(({ status }) => {
      if (status >= 300) throw new Error(`a reader could not write: ${status}`);
    });
  const waiting = (await editor.get('/correction-inbox')).items as Body[];
  const taken = await editor.post(`/correction-inbox/${waiting[0].id}/take`, { claim: claim.id });
  await newsroom.admin.post(`/members/${leaver.member}/suspend`, { reason: `${name} left.` });
  await imported(room, name);
  const { utterances } = await researcher.get(`/claims/${claim.id}?include=utterances`);
  const rows = await newsroom.on.asOwner<{ type: string; id: string }>(
    `select 'interest' as type, id from interest where statement like '%aunt%'
      union select 'external_review', id from external_review`,
  );
  return {
    claim,
    claimant: utterances[0].claimant,
    path,
    subjects: [
      { type: 'claimant', id: utterances[0].claimant },
      { type: 'article', id: article.id },
      { type: 'comment', id: comment.id },
      { type: 'enquiry', id: enquiry.id },
      { type: 'capture', id: capture },
      { type: 'confidential_note', id: note.id },
      { type: 'correction', id: taken.id },
      { type: 'inbox_request', id: waiting[1].id },
      { type: 'member', id: leaver.member },
      ...rows,
    ],
  };
}

/** Another publisher's review of something that she said. */
async function imported({ newsroom, desk }: PublicRoom, name: string): Promise<void> {
  const review = {
    '@type': 'ClaimReview',
    claimReviewed: 'Water is dry.',
    itemReviewed: { '@type': 'Claim', author: { '@type': 'Person', name } },
    author: { '@type': 'Organization', name: 'Others' },
    reviewRating: { '@type': 'Rating', alternateName: 'False' },
    url: 'https://others.example/1',
    datePublished: '2025-01-01',
  };
  const { id } = await desk.editor.post('/imports', { kind: 'external-reviews', source: 'others' });
  await fetch(`${newsroom.address}/v1/imports/${id}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${desk.editor.key}`, 'content-type': 'application/x-ndjson' },
    body: `${JSON.stringify(review)}\n`,
  });
  await eventually('the import is done', async () => (await desk.editor.get(`/imports/${id}`)).status === 'done');
}

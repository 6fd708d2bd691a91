import type { Body } from '../newsroom.js';
import { none } from '../story.js';
import type { PublicRoom } from './public-room.js';

/** A newsroom with something of everything: scripts, figures, an archived copy, a correction, what was taken down and back. */
export async function richStory(room: PublicRoom): Promise<readonly (readonly [name: string, path: string])[]> {
  const { newsroom, desk, uninvolved } = room;
  const { researcher, editor } = desk;
  const { version } = await newsroom.admin.get('/organization');
  await newsroom.admin.patch('/organization', version, { name: 'The Northwind Courier', siteName: 'Northwind Facts' });
  const choose = '# How we choose\n\nWe check what reaches many people, matters to them, and can be checked.';
  const judge = '# How we judge\n\nSomebody else than the author agrees, before anything goes out.';
  await newsroom.admin.put('/organization/methodology', 0, { language: 'en', text: choose });
  await newsroom.admin.put('/organization/methodology', 1, { language: 'en', text: `${choose}\n\n${judge}` });
  await editor.post('/topics', { code: 'prisons', labels: { en: 'Prisons', es: 'Cárceles' } });
  const claim = await researcher.post('/claims', {
    statement: 'Nearly 900 political prisoners are still held in Venezuela.',
    kind: 'quantity',
    language: 'en',
    quantity: { comparator: 'nearly', high: '900', unit: 'people', asOf: '2025-05' },
    claimant: { kind: 'person', name: 'ليلى المتحدثة' },
    affiliation: 'Spokeswoman of a ministry',
    mode: 'verbatim',
    saidOn: '2025-05-06',
    appearance: { article: desk.article.id, exact: 'Nearly 900 people are still held' },
  });
  await researcher.post(`/claims/${claim.id}/utterances`, {
    claimant: { kind: 'outlet', name: 'Radio Sample' },
    mode: 'implied',
    impliedBecause: 'The report asks how they can be brought home.',
    saidOn: '2025-05',
    appearance: { medium: 'radio', time: '2025-05-06T14:05Z', excerpt: 'ما زال نحو تسعمئة شخص محتجزين' },
  });
  await editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
  await editor.post(`/claims/${claim.id}/assign`, { member: researcher.member });
  const told = await researcher.get(`/claims/${claim.id}`);
  await researcher.put(`/claims/${claim.id}/topics`, told.version, { topics: ['prisons'] });
  const cite = async (source: object, citation: object): Promise<string> => {
    const { id } = await researcher.post('/sources', { kind: 'dataset', access: 'open', ...source });
    return (await researcher.post(`/claims/${claim.id}/citations`, { source: id, primary: true, ...citation })).id;
  };
  const citations = [
    await cite(
      {
        title: 'Weekly count of political prisoners, 5 May 2025',
        publisher: 'Foro Register',
        url: 'https://register.example/2025-05-05-a-rather-long-address-that-has-to-break-somewhere-on-a-phone',
        archivedUrl: 'https://archive.example/web/20250509/https://register.example/2025-05-05',
        interests: 'It represents some of the prisoners in court.',
      },
      {
        stance: 'supports',
        mode: 'captured',
        capture: await captured(room),
        excerpt: 'As of 5 May the register holds 894 persons.',
        figure: { value: '894', unit: 'people', asOf: '2025-05-05', vintage: 'first' },
      },
    ),
    await cite(
      { title: 'Answer of the ministry', kind: 'person', access: 'interview_on_record' },
      { stance: 'refutes', mode: 'consulted', primary: false, consultedOn: '2025-05-09' },
    ),
    await cite({ title: 'What the register counts', kind: 'document' }, { stance: 'context', mode: 'linked' }),
  ];
  await researcher.post(`/claims/${claim.id}/enquiries`, {
    contacted: true,
    contact: 'The press office',
    channel: 'email',
    askedOn: '2025-05-07',
    answerDue: '2025-05-09',
    answer: 'There are none. Call me if you need more. – the press office',
    publicAnswer: 'There are no political prisoners in this country.',
  });
  const { items: said } = {
    items: (await researcher.get(`/claims/${claim.id}?include=utterances`)).utterances as Body[],
  };
  const publish = async (more: object): Promise<void> => {
    const draft = await researcher.post(`/claims/${claim.id}/verdicts`, {
      summary: 'The register counted 894 persons on 5 May 2025, so “nearly 900” is fair.',
      rationale:
        'The most careful public register counts people who are held for political reasons, by name.\n\nOn 5 May 2025 it held 894 persons. The ministry says there are none, and gives no list.',
      judgedAsOf: '2025-05-08',
      citations,
      utterances: said.map(({ id }) => id),
      rating: 'true',
      ...more,
    });
    const { digest } = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    await editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
  };
  await publish({});
  const { id } = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'It is “mostly”.' });
  await uninvolved.post(`/corrections/${id}/acknowledge`);
  await uninvolved.post(`/corrections/${id}/accept`, {
    kind: 'correction',
    major: true,
    reason: 'Yes.',
    note: 'We rated this “True”. Since 894 is below 900, “Mostly true” is right.',
    interests: none,
  });
  await publish({ rating: 'mostly_true', summary: 'The register counted 894 persons on 5 May 2025: a little fewer.' });
  const path = await room.pathOf(claim);
  const down = await room.publish();
  await editor.post(`/claims/${down.claim.id}/suspend`, { reason: 'A court.' });
  const back = await room.publish();
  const notice = { notice: 'We took another register for this one.', rationale: 'Two registers have one name.' };
  const draft = await researcher.post(`/claims/${back.claim.id}/retractions`, notice);
  const { digest } = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
  await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
  await editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
  await room.publish();
  const { id: declined } = await researcher.post('/claims', {
    statement: 'It will rain.',
    kind: 'prediction',
    language: 'en',
    mode: 'stated',
    claimant: { kind: 'outlet', name: 'X' },
    appearance: { medium: 'radio' },
  });
  await editor.post(`/claims/${declined}/decline`, { reason: 'prediction' });
  await room.inStep();
  const claimant = /\/claimants\/[\da-f-]+/u.exec((await room.page(path)).text)?.[0] as string;
  return [
    ['index', ''],
    ['claim', path],
    ['version', `${path}/versions/1`],
    ['suspended', down.path],
    ['retracted', back.path],
    ['topic', '/topics/prisons'],
    ['claimant', claimant],
    ['corrections', '/corrections'],
    ['methodology', '/methodology'],
    ['methodology-1', '/methodology/versions/1'],
    ['scales', '/scales'],
    ['not-selected', '/not-selected'],
    ['nothing', '/claims/nothing'],
  ];
}

async function captured({ newsroom, desk }: PublicRoom): Promise<string> {
  const sent = await fetch(`${newsroom.address}/v1/captures?name=count.html`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.researcher.key}`, 'content-type': 'text/html' },
    body: '<p>As of 5 May the register holds 894 persons.</p>',
  });
  return ((await sent.json()) as { id: string }).id;
}

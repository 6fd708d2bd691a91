import { newId } from '#libs/kernel';
import { slugOf } from '../../libs/outward/src/published/slug.js';
import type { Answer, Body } from '../support/newsroom.js';
import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';
import { none } from '../support/story.js';

/** Until where each claim was brought; the name is also its topic, its claimant and a word of its statement. */
const hidden = [
  'submitted',
  'declined',
  'withdrawn',
  'checking',
  'drafted',
  'reviewed',
  'approved',
  'scheduled',
  'held',
  'merged',
  'suspended',
  'retracted',
] as const;
/** What programs read. */
const forPrograms = [
  '/feed.atom',
  '/feed.json',
  '/corrections.atom',
  '/corrections.json',
  '/sitemap.xml',
  '/claim-reviews',
  '/v1alpha1/claims:search?query=marked',
];
type State = (typeof hidden)[number] | 'published';

describe('nothing of the desk is at any public address', () => {
  let room: PublicRoom;
  const claims = new Map<State, Body>();

  beforeAll(async () => {
    room = await openPublicRoom();
    for (const state of ['published', ...hidden] as const) claims.set(state, await bring(state));
    await room.inStep();
  }, 60_000);
  afterAll(() => room?.newsroom.close());

  const statement = (state: State): string => `The marked words of what is ${state}.`;

  async function bring(state: State): Promise<Body> {
    const { editor, researcher } = room.desk;
    await editor.post('/topics', { code: state, labels: { en: `Topic ${state}` } });
    const claim = await researcher.post('/claims', {
      statement: statement(state),
      kind: 'event',
      language: 'en',
      mode: 'stated',
      claimant: { kind: 'person', name: `Claimant ${state}` },
      appearance: { medium: 'radio', excerpt: `Marked excerpt ${state}` },
    });
    const path = `/claims/${claim.id}`;
    await researcher.put(`${path}/topics`, 1, { topics: [state] });
    if (state === 'submitted') return claim;
    if (state === 'declined') return editor.post(`${path}/decline`, { reason: 'opinion' });
    if (state === 'withdrawn') return researcher.post(`${path}/withdraw`, { reason: 'No.' });
    if (state === 'merged') return editor.post(`${path}/merge`, { into: claims.get('approved')?.id });
    await editor.post(`${path}/accept`, { reason: 'reach' });
    await editor.post(`${path}/assign`, { member: researcher.member });
    if (state === 'checking') return claim;
    await judge(state, claim);
    return claim;
  }

  async function judge(state: State, claim: Body): Promise<void> {
    const { editor, researcher, reviewer } = room.desk;
    const source = await researcher.post('/sources', {
      kind: 'document',
      title: `Marked source ${state}`,
      access: 'open',
    });
    const cited = { source: source.id, stance: 'refutes', mode: 'linked', primary: true };
    const { id } = await researcher.post(`/claims/${claim.id}/citations`, cited);
    await researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'Nobody is there.' });
    const draft = await researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'false',
      summary: `Marked summary ${state}`,
      rationale: `Marked rationale ${state}`,
      judgedAsOf: '2025-05-08',
      citations: [id],
    });
    if (state === 'drafted') return;
    const release = async (verdict: string, act: string, more: object = {}): Promise<void> => {
      const { digest } = await researcher.post(`/verdicts/${verdict}/submit`, { interests: none });
      if (act === 'submit') return;
      await reviewer.post(`/verdicts/${verdict}/ballots`, { choice: 'approve', digest, interests: none });
      if (act !== 'approve') await editor.post(`/verdicts/${verdict}/${act}`, { interests: none, ...more });
    };
    if (state === 'reviewed') return release(draft.id, 'submit');
    if (state === 'scheduled') return release(draft.id, 'schedule', { at: '2035-01-01T00:00:00Z' });
    if (state === 'approved' || state === 'held') await release(draft.id, 'approve');
    if (state === 'held') await editor.post(`/claims/${claim.id}/hold`, { kind: 'legal', reason: 'A letter came.' });
    if (state === 'approved' || state === 'held') return;
    await release(draft.id, 'publish');
    if (state === 'suspended') await editor.post(`/claims/${claim.id}/suspend`, { reason: 'A court.' });
    if (state !== 'retracted') return;
    const notice = { notice: 'We take it back.', rationale: 'The register was another.' };
    await release((await researcher.post(`/claims/${claim.id}/retractions`, notice)).id, 'publish');
  }

  const idOfClaimant = async (state: State): Promise<string> => {
    const { id } = claims.get(state);
    const { utterances } = await room.desk.researcher.get(`/claims/${id}?include=utterances`);
    return utterances[0].claimant.id ?? utterances[0].claimant;
  };
  const slug = (state: State): string => slugOf(statement(state), claims.get(state).id);
  const same = ({ status, text, headers }: Answer): object => ({
    status,
    text,
    headers: { ...headers, date: '', 'x-request-id': '' },
  });

  it('shows and counts the one claim that is published, on every list', async () => {
    const lists = ['', '/topics/published', `/claimants/${await idOfClaimant('published')}`];
    for (const path of lists) {
      const { status, text } = await room.page(path);
      expect([path, status, text.match(/href="[^"]*\/claims\/[^"]+"/gu)?.length]).toEqual([path, 200, 1]);
      expect(text).toContain(statement('published'));
    }
    expect((await room.page(`/claims/${slug('published')}`)).status).toBe(200);
  });

  it.each(hidden)('%s: no list, number or address knows of it', async (state) => {
    const lists = ['', '/topics/published', '/corrections', '/methodology', '/scales', '/not-selected', ...forPrograms];
    const own = `/claims/${slug(state)}`;
    const notice = state === 'suspended' || state === 'retracted';
    const nothing = same(await room.page('/claims/nothing-at-all'));
    const marks = new RegExp(`what[ -]is[ -]${state}|marked \\w+ ${state}`, 'iu');
    for (const path of [...lists, ...(notice ? [own, `${own}/versions/1`] : [])]) {
      const { status, text: whole } = await room.page(path);
      // The register of corrections leads to the notice, whose address keeps the words it was given at first.
      const text = state === 'retracted' ? whole.replace(/\/claims\/[\w-]*/gu, '') : whole;
      expect([path, status, marks.test(text)]).toEqual([path, 200, false]);
      expect([path, text.includes(`Topic ${state}`) && state !== 'declined']).toEqual([path, false]);
      expect([path, text.includes(`Claimant ${state}`)]).toEqual([path, false]);
    }
    const addresses = [
      ...(notice ? [] : [own, `${own}/versions/1`]),
      `/claims/${claims.get(state)?.id}`,
      `/topics/${state}`,
      `/claimants/${await idOfClaimant(state)}`,
    ];
    for (const path of addresses) expect([path, same(await room.page(path))]).toEqual([path, nothing]);
  });

  it('answers everything that is not there with one and the same page', async () => {
    const nothing = same(await room.page('/claims/nothing-at-all'));
    expect(nothing).toMatchObject({ status: 404 });
    const { nobody } = room.newsroom;
    const rival = (await (await room.newsroom.rival()).get('/organization')).slug;
    await room.inStep();
    const addresses = [
      `/p/${newId()}`,
      `/p/${rival}/claims/${slug('published')}`,
      `/p/${rival}/topics/published`,
      `/p/${rival}/claimants/${await idOfClaimant('published')}`,
      `/p/nobody-s/claims/${slug('published')}`,
      `${room.home}/topics/no%00thing`,
      `${room.home}/claimants/x`,
      `${room.home}/what/ever`,
      `${room.home}/methodology/versions/1`,
      `/p/${'%27'.repeat(20)}`,
    ];
    for (const path of addresses) expect([path, same(await nobody.send('get', path))]).toEqual([path, nothing]);
    expect((await nobody.send('get', `/p/${rival}`)).status).toBe(200);
  });

  it('shows hostile words of claims and sources as words', async () => {
    const { researcher, editor, reviewer } = room.desk;
    const evil = `</title></style></script><script>alert(1)</script><img src=x onerror="alert(2)"> 'quoted" & ‮turned`;
    const { version } = await room.newsroom.admin.get('/organization');
    await room.newsroom.admin.patch('/organization', version, { siteName: evil });
    await room.newsroom.admin.put('/organization/methodology', 0, { language: 'en', text: `# ${evil}\n\n${evil}` });
    await editor.post('/topics', { code: 'evil', labels: { en: evil } });
    const claim = await researcher.post('/claims', {
      statement: evil,
      kind: 'event',
      language: 'en',
      mode: 'implied',
      impliedBecause: evil,
      claimant: { kind: 'person', name: evil },
      affiliation: evil,
      appearance: { medium: evil, excerpt: evil, address: 'https://x.example/?a="><script>' },
    });
    await researcher.put(`/claims/${claim.id}/topics`, 1, { topics: ['evil'] });
    await editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
    await editor.post(`/claims/${claim.id}/assign`, { member: researcher.member });
    const source = await researcher.post('/sources', {
      kind: 'document',
      title: evil,
      publisher: evil,
      access: 'open',
      interests: evil,
      url: 'https://x.example/"onmouseover="alert(3)',
    });
    const cited = { source: source.id, stance: 'refutes', mode: 'consulted', primary: true, consultedOn: '2025-05-09' };
    const figure = { value: '1', unit: '</p><script>alert(1)</script>' };
    const { id } = await researcher.post(`/claims/${claim.id}/citations`, { ...cited, excerpt: evil, figure });
    await researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'x' });
    const draft = await researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'false',
      summary: evil,
      rationale: `${evil}\n\n${evil}`,
      judgedAsOf: '2025-05-08',
      citations: [id],
    });
    const { digest } = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    await editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    const path = await room.pathOf(claim);
    const claimant = `/claimants/${(await researcher.get(`/claims/${claim.id}?include=utterances`)).utterances[0].claimant}`;
    const pages = ['', path, `${path}/versions/1`, '/topics/evil', claimant, '/methodology', '/scales', '/corrections'];
    for (const address of pages) {
      const { status, text: whole } = await room.page(address);
      // The one element of data, in which no tag can begin or end.
      const text = whole.replace(/<script type="application\/ld\+json">[^<]*<\/script>/u, '');
      // Tags as a browser takes them: what stands in quotation marks is a value.
      const tags = text.match(/<[^>]*>/gu)?.map((tag) => tag.replace(/"[^"]*"/gu, '')) ?? [];
      const ours = /^<!doctype html>$|^<\/?[a-z][\w]*( (?!on)[\w-]+(=|(?=[ />])))*\/?>$/u;
      expect([address, status, tags.filter((tag) => !ours.test(tag))]).toEqual([address, 200, []]);
      expect([address, tags.filter((tag) => /^<(script|img|iframe|object|form)\b/u.test(tag))]).toEqual([address, []]);
      expect([address, text.includes('&lt;script&gt;alert(1)')]).toEqual([address, true]);
      const links = [...text.matchAll(/href="([^"]*)"/gu)].map(([, href]) => href ?? '');
      expect(links.filter((href) => !/^(\/p\/|#|https:\/\/)/u.test(href))).toEqual([]);
    }
  });
});

import { createHash } from 'node:crypto';
import { chromium, lookAt } from '../support/browser.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { readPdf } from '../support/pdf-text.js';
import { madeReport } from '../support/reports.js';
import { approvedVerdict, claimBody, claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

jest.setTimeout(120_000);

describe('the transparency report', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let second: Caller;
  const published: Body[] = [];

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    second = await newsroom.hire('Uma Uninvolved', 'editor', 'reviewer');
    await story();
  });
  afterAll(() => newsroom?.close());

  async function story(): Promise<void> {
    const { researcher, reviewer, editor, article } = desk;
    await editor.post('/topics', { code: 'politics', labels: { en: 'Politics' } });
    const ministry = {
      claimant: { kind: 'person', name: 'سياسي Politician' },
      affiliation: 'Ministry of Examples',
      mode: 'verbatim',
      appearance: { article: article.id, exact: 'an epic' },
    };
    const political = async (who: Caller): Promise<Body> => {
      const claim = await who.post('/claims', claimBody(article.id, ministry));
      return who.put(`/claims/${claim.id}/topics`, claim.version, { topics: ['politics'] });
    };
    // One waits, one is declined, one is taken back.
    await political(researcher);
    const opinion = await political(researcher);
    await editor.post(`/claims/${opinion.id}/decline`, { reason: 'opinion', note: 'a secret word about it' });
    const taken = await researcher.post('/claims', claimBody(article.id));
    await researcher.post(`/claims/${taken.id}/withdraw`, { reason: 'Twice.' });
    // One goes out at the first try.
    const first = await approvedVerdict(desk);
    published.push(await editor.post(`/verdicts/${first.verdict.id}/publish`, { interests: none }));
    // One is rejected, revised, and goes out with the voter's key issued by its author.
    const adam = await newsroom.hire('Adam Author', 'admin', 'researcher');
    const { invitation } = await adam.post('/members', { name: 'Rita Related', roles: ['reviewer'] });
    const redeemed = await newsroom.nobody.post('/invitations/redeem', { invitation });
    const rita = newsroom.caller(redeemed.key);
    const claim = await political(adam);
    await editor.post(`/claims/${claim.id}/accept`, { reason: 'harm' });
    await editor.post(`/claims/${claim.id}/assign`, { member: adam.member, dueOn: '2020-01-01' });
    const draft = await draftOn({ ...desk, researcher: adam }, claim.id);
    const submitted = await adam.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await reviewer.post(`/verdicts/${draft.id}/ballots`, {
      choice: 'reject',
      comment: 'Not yet.',
      digest: submitted.digest,
      interests: none,
    });
    const revised = await adam.post(`/verdicts/${draft.id}/revise`);
    await adam.patch(`/verdicts/${draft.id}`, revised.version, { rationale: 'Better.' });
    const again = await adam.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await rita.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest: again.digest, interests: none });
    published.push(await editor.post(`/verdicts/${draft.id}/publish`, { interests: none }));
    // One is published below the policy by an override.
    await newsroom.admin.post('/organization/policy', { minIndependentSources: 2 });
    const thin = await claimInChecking(desk);
    const thinDraft = await draftOn(desk, thin.id);
    const overridden = await overriding(thinDraft.id);
    await reviewer.post(`/verdicts/${thinDraft.id}/ballots`, {
      choice: 'approve',
      digest: overridden.digest,
      interests: none,
    });
    published.push(await editor.post(`/verdicts/${thinDraft.id}/publish`, { interests: none }));
    // Two corrections are asked for; one is rejected.
    const asked = await reviewer.post(`/claims/${first.claim.id}/corrections`, { request: 'Wrong.' });
    await reviewer.post(`/claims/${thin.id}/corrections`, { request: 'Wrong as well.' });
    await second.post(`/corrections/${asked.id}/acknowledge`);
    await second.post(`/corrections/${asked.id}/reject`, { reason: 'It stands.', interests: none });
  }

  const overriding = (verdict: string): Promise<Body> =>
    desk.researcher.post(`/verdicts/${verdict}/submit`, {
      interests: none,
      override: 'single_relevant_source',
      overrideReason: 'There is one constitution.',
    });
  const report = (reader: Caller, more: object = {}) => madeReport(newsroom, reader, { kind: 'transparency', ...more });
  const model = async (reader: Caller, more: object = {}): Promise<Body> =>
    JSON.parse((await report(reader, { format: 'json', ...more })).bytes.toString('utf8'));
  const counts = (all: Body[]): Record<string, number> =>
    Object.fromEntries(all.map(({ what, count }) => [what, count]));

  it('counts what happened, and nothing else', async () => {
    const { claims, verdicts, corrections, checks, policies } = await model(desk.editor);
    expect(claims).toMatchObject({
      submitted: 6,
      fromArchive: 0,
      accepted: 3,
      declined: 1,
      withdrawn: 1,
      duplicates: 0,
    });
    expect(counts(claims.selectedFor)).toEqual({ reach: 2, harm: 1 });
    expect(counts(claims.declinedBecause)).toEqual({ opinion: 1 });
    expect(counts(claims.byTopic)).toEqual({ politics: 3, none: 3 });
    expect(claims.balance.find(({ affiliation }: Body) => affiliation === 'Ministry of Examples')).toEqual({
      affiliation: 'Ministry of Examples',
      submitted: 3,
      accepted: 1,
      declined: 1,
      published: 1,
      selectedFor: [{ what: 'harm', count: 1 }],
    });
    const stays = Object.fromEntries(claims.stages.map(({ stage, stays: told }: Body) => [stage, told.count]));
    expect(stays).toEqual({
      submitted: 5,
      accepted: 3,
      checking: 4,
      in_review: 4,
      approved: 3,
      published: 0,
      suspended: 0,
    });
    expect(verdicts).toMatchObject({
      published: 3,
      retractions: 0,
      later: 0,
      byRating: [{ what: 'False', count: 3 }],
      byMethodology: [{ what: 'none written', count: 3 }],
      sources: { citations: 3, primaryCitations: 3, withPrimary: 3, withOneSource: 3, perVerdict: { median: 1 } },
      review: { withDissent: 0, sentBack: 1, hidden: 0, byQuorum: [{ what: '1 of 1', count: 3 }] },
      overrides: [{ told: 'single_relevant_source: There is one constitution.' }],
      relatedCredentials: [{ verdict: published[1].id, told: expect.stringMatching(/approve/) }],
    });
    expect(counts(verdicts.byClaimant)).toEqual({ 'The Courier (fictional)': 2, 'سياسي Politician': 1 });
    expect(counts(verdicts.byAffiliation)).toEqual({ 'none recorded': 2, 'Ministry of Examples': 1 });
    expect(corrections).toMatchObject({
      requested: 2,
      fromReaders: 0,
      published: 0,
      byKind: [{ what: 'rejected', count: 1 }],
    });
    expect(counts(corrections.byStatus)).toEqual({ requested: 1, rejected: 1 });
    expect(corrections.deadlines).toEqual({
      correctionsInTime: 1,
      correctionsLate: 0,
      correctionsOverdue: 0,
      claimsInTime: 0,
      claimsLate: 1,
    });
    expect(policies.at(-1)).toMatchObject({ version: '2', weakens: [] });
    expect(checks.map(({ verdict }: Body) => verdict).sort()).toEqual(published.map(({ id }) => id).sort());
    expect(checks[0]).toMatchObject({ rating: 'False', procedure: 'standard', version: 1 });
    for (const { address, claim } of checks)
      expect(address).toMatch(new RegExp(`^/p/n-[0-9a-f-]+/claims/the-operation-[a-z-]+-${claim.slice(-8)}$`));
  });

  it('tells nobody’s name at the desk, no free word about a declined claim, and no open ballot', async () => {
    const text = (await report(desk.editor, { format: 'json' })).bytes.toString('utf8');
    expect(text).not.toMatch(/Rosa|Ravi|Edna|Rita|Adam|a secret word/);
  });

  it('counts a period by the log, with the last checkpoint of that time', async () => {
    const before = '2020-01-01T00:00:00Z';
    const [{ at }] = (await newsroom.on.asOwner<{ at: string }>(
      `select instant(max(sequenced_at)) as at from ledger_entry`,
    )) as [{ at: string }];
    const whole = await model(desk.editor, { period: { from: before, until: at } });
    expect(whole).toMatchObject({
      period: { from: before, until: at },
      claims: { submitted: 6 },
      verdicts: { published: 3 },
    });
    await desk.researcher.post('/claims', claimBody(desk.article.id));
    const after = await model(desk.editor, { period: { from: at, until: '2099-01-01T00:00:00Z' } });
    expect(after).toMatchObject({ claims: { submitted: 1, accepted: 0 }, verdicts: { published: 0 }, checks: [] });
    expect(after.span.from).toBeGreaterThanOrEqual(whole.span.until);
    const again = await model(desk.editor, { period: { from: before, until: at } });
    expect(again).toEqual(whole);
  });

  it('draws the sample that the seed of an assessor says', async () => {
    const { sample, checks } = await model(desk.editor, { seed: 'snow in May', sample: 2 });
    const lot = (id: string): string => createHash('sha256').update(`snow in May\n${id}`).digest('hex');
    const byHand = checks
      .map(({ verdict }: Body) => verdict)
      .sort((a: string, b: string) => (lot(a) < lot(b) ? -1 : 1));
    expect(sample.drawn.map(({ id }: Body) => id)).toEqual(byHand.slice(0, 2));
    expect((await model(desk.editor)).sample).toBeNull();
    expect(await desk.editor.refused('/reports', { kind: 'transparency', sample: 2 })).toBe('422 request.invalid');
  });

  it('is a page that a real browser opens without a fault of access, with every chart as a table too', async () => {
    const { bytes } = await report(desk.editor, { format: 'html', seed: '<script>alert(1)</script>' });
    const html = bytes.toString('utf8');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toMatch(/<script|<img|<[^>]*\son\w+=/u);
    expect(html.match(/<svg/gu)?.length).toBeGreaterThan(5);
    for (const [, name] of html.matchAll(/<svg[^>]*aria-labelledby="(\S+) /gu))
      expect(html).toContain(`<title id="${name}">`);
    expect(html).toContain('Not evidenced here: funding, ownership');
    if (chromium === undefined) {
      console.warn(
        'SKIPPED: no Chromium here (apt-get install chromium), so nobody looked at the transparency report.',
      );
      return;
    }
    const seen = lookAt(html);
    expect(seen.violations).toEqual([]);
    expect(seen.text).toContain('Ministry of Examples');
    expect(seen.loaded).toEqual([]);
  });

  it('is a PDF that another program reads, and has the same bytes at the same checkpoint', async () => {
    const first = await report(desk.editor, { format: 'pdf', seed: 'x' });
    const text = readPdf(first.bytes).text.replace(/\s+/gu, ' ');
    for (const part of [
      'Ministry of Examples',
      'There is one constitution.',
      'By the headings of IFCN and EFCSN',
      'What is not proved',
      '[Arabic: 5 characters] Politician',
    ])
      expect(text).toContain(part);
    await desk.researcher.post('/claims', claimBody(desk.article.id));
    for (const format of ['pdf', 'html', 'json']) {
      const asked = { format, seed: 'x', checkpoint: first.checkpoint };
      const [one, two] = [await report(desk.editor, asked), await report(second, asked)];
      expect([format, one.bytes.equals(two.bytes)]).toEqual([format, true]);
      if (format === 'pdf') expect(one.bytes.equals(first.bytes)).toBe(true);
    }
  });

  it('is for editors, auditors and administrators', async () => {
    const ask = { kind: 'transparency' };
    expect(await desk.researcher.refused('/reports', ask)).toBe('403 access.denied');
    expect(await desk.reviewer.refused('/reports', ask)).toBe('403 access.denied');
    const auditor = await newsroom.hire('Anna Auditor', 'auditor');
    const { id } = await report(auditor);
    expect((await desk.researcher.send('get', `/v1/reports/${id}/content`)).status).toBe(403);
    expect((await newsroom.admin.send('get', `/v1/reports/${id}/content`)).status).toBe(200);
  });
});

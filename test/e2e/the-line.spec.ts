import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '#libs/kernel';
import { verifyBundle } from '#libs/proof';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { Receiver } from '../support/receiver.js';
import { describeWithShared, sharedFolder } from '../support/shared.js';
import {
  approvedVerdict,
  articleText,
  claimBody,
  claimInChecking,
  type Desk,
  draftOn,
  none,
  staffed,
  verdictInReview,
} from '../support/story.js';

describe('from a sentence to an audited verdict', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let receiver: Receiver;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await newsroom?.close();
    await receiver?.stop();
  });

  const finished = (id: string): Promise<Body> =>
    eventually('the report is done', async () => {
      const report = await newsroom.admin.get(`/reports/${id}`);
      return report.status === 'done' && report;
    });

  it('an article is kept as one immutable revision, named by the SHA-256 of its text', async () => {
    expect(desk.article.revision.sha256).toBe(sha256Hex(articleText));
    expect(await desk.researcher.get(`/articles/${desk.article.id}/text`)).toBe(articleText);
    expect(
      await desk.researcher.refused('/articles', {
        headline: 'x',
        outlet: 'x',
        language: 'en',
        text: 'y',
        url: desk.article.url,
      }),
    ).toBe('409 article.address_taken');
  });

  it('a quote is found and its position stored in code points and UTF-16 units', async () => {
    const claim = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, { appearance: { article: desk.article.id, exact: '“an epic”' } }),
    );
    const [utterance] = claim.utterances;
    expect(articleText.slice(utterance.utf16Start, utterance.utf16End)).toBe('“an epic”');
    expect([...articleText].slice(utterance.start, utterance.end).join('')).toBe('“an epic”');
    expect(utterance.suffix.startsWith(', said José')).toBe(true);
  });

  it('a quote that is not there, or there twice, is refused with what to do', async () => {
    const at = (appearance: object) =>
      desk.researcher.send(
        'post',
        '/v1/claims',
        claimBody(desk.article.id, { appearance: { article: desk.article.id, ...appearance } }),
      );
    const missing = await at({ exact: '"an epic"' });
    expect([missing.status, missing.body.code, missing.body.facts.offered[0].exact]).toEqual([
      422,
      'quote.not_found',
      '“an epic”',
    ]);
    const twice = await at({ exact: 'Nearly 900 people are' });
    expect([twice.status, twice.body.code, twice.body.facts.count]).toEqual([422, 'quote.ambiguous', 2]);
    expect((await at({ exact: 'Nearly 900 people are', suffix: ' waiting' })).status).toBe(201);
  });

  it("a verdict goes from draft to publication only past somebody else's judgement", async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    expect(draft.status).toBe('draft');
    expect(await desk.editor.refused(`/verdicts/${draft.id}/publish`, { interests: none })).toBe(
      '409 verdict.wrong_state',
    );
    const verdict = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    expect(verdict).toMatchObject({ status: 'in_review', policy: 1, quorum: { approvals: 1, of: 1 } });
    expect(verdict.digest).toMatch(/^[0-9a-f]{64}$/);
    const ballot = { choice: 'approve', digest: verdict.digest, interests: none };
    expect(await desk.editor.refused(`/verdicts/${draft.id}/publish`, { interests: none })).toBe(
      '409 verdict.wrong_state',
    );
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe(
      '403 verdict.author_cannot_vote',
    );
    expect(await newsroom.admin.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe('403 access.denied');
    expect(await desk.reviewer.refused(`/verdicts/${draft.id}/ballots`, { ...ballot, digest: '0'.repeat(64) })).toBe(
      '412 verdict.digest_mismatch',
    );
    expect(await desk.reviewer.refused(`/verdicts/${draft.id}/ballots`, { ...ballot, interests: undefined })).toBe(
      '422 interests.undeclared',
    );
    expect(await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, ballot)).toMatchObject({
      outcome: 'approve',
      verdictStatus: 'approved',
    });
    expect(await desk.reviewer.refused(`/verdicts/${draft.id}/publish`, { interests: none })).toBe('403 access.denied');
    expect(await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none })).toMatchObject({
      status: 'published',
    });
    const after = await desk.researcher.get(
      `/claims/${claim.id}?include=utterances,citations,verdicts,enquiries,links`,
    );
    expect(after).toMatchObject({
      status: 'published',
      publishedVerdict: draft.id,
      verdicts: [{ status: 'published', rating: 'false' }],
    });
    expect([after.utterances.length, after.citations.length, after.enquiries.length, after.links]).toEqual([
      1,
      1,
      1,
      [],
    ]);
  });

  it('the frozen bytes are what the digest names, and nothing later touches them', async () => {
    const { verdict } = await verdictInReview(desk);
    const [row] = await newsroom.on.asOwner<{ content: Buffer }>('select content from verdict where id = $1', [
      verdict.id,
    ]);
    expect(sha256Hex(row?.content as Buffer)).toBe(verdict.digest);
    expect(JSON.parse((row?.content as Buffer).toString())).toMatchObject({
      rating: 'false',
      policy: 1,
      citations: [{ source: { title: 'Twentieth Amendment' } }],
    });
  });

  it('whoever has an interest neither votes nor publishes, and can step aside', async () => {
    const { verdict } = await verdictInReview(desk);
    const mine = { declared: 'one', description: 'I own shares of the outlet.' };
    const ballot = { choice: 'approve', digest: verdict.digest, interests: mine };
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, ballot)).toBe('403 interests.conflict');
    const recused = await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      ...ballot,
      choice: 'recuse',
      reason: 'Shares.',
    });
    expect(recused).toMatchObject({ choice: 'recuse', outcome: 'undecided' });
    await desk.editor.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none });
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/publish`, { interests: mine })).toBe(
      '403 interests.conflict',
    );
  });

  it('a rejection sends the verdict back to its author', async () => {
    const { verdict } = await verdictInReview(desk);
    expect(
      await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, {
        choice: 'reject',
        digest: verdict.digest,
        interests: none,
      }),
    ).toBe('422 ballot.comment_needed');
    const rejected = await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'reject',
      digest: verdict.digest,
      interests: none,
      comment: 'Cite the oath too.',
    });
    expect(rejected).toMatchObject({ outcome: 'requestChanges', verdictStatus: 'changes_requested' });
  });

  it('ballots of others stay hidden until the quorum has decided', async () => {
    const { verdict } = await verdictInReview(desk);
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'recuse',
      reason: 'A friend.',
      digest: verdict.digest,
      interests: none,
    });
    expect((await desk.editor.get(`/verdicts/${verdict.id}/ballots`)).items).toEqual([]);
    expect((await desk.reviewer.get(`/verdicts/${verdict.id}/ballots`)).items.length).toBe(1);
    await desk.editor.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'approve',
      digest: verdict.digest,
      interests: none,
    });
    expect((await desk.researcher.get(`/verdicts/${verdict.id}/ballots`)).items.length).toBe(2);
  });

  it('submit asks for evidence, a reply record and a declaration of interests', async () => {
    const claim = await claimInChecking(desk);
    const bare = { rating: 'false', summary: 's', rationale: 'r', citations: [] };
    expect(await desk.researcher.refused(`/claims/${claim.id}/verdicts`, { ...bare, rating: 'pants' })).toBe(
      '422 verdict.unknown_rating',
    );
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, bare);
    expect(await desk.researcher.refused(`/claims/${claim.id}/verdicts`, bare)).toBe('409 verdict.open_already');
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`)).toBe('422 interests.undeclared');
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '422 evidence.empty',
    );
    expect(await desk.editor.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '403 verdict.not_author',
    );
  });

  it('excerpt and retrieval time exist only where somebody saw the source', async () => {
    const claim = await claimInChecking(desk);
    const source = await desk.researcher.post('/sources', { kind: 'document', title: 'A page', access: 'open' });
    const linked = { source: source.id, stance: 'context', mode: 'linked', primary: false };
    expect(await desk.researcher.refused(`/claims/${claim.id}/citations`, { ...linked, excerpt: 'never seen' })).toBe(
      '422 citation.invalid',
    );
    expect(await desk.researcher.refused(`/claims/${claim.id}/citations`, { ...linked, mode: 'consulted' })).toBe(
      '422 citation.invalid',
    );
    const figure = { value: '894', unit: 'people', asOf: '2025-05-05' };
    const seen = {
      ...linked,
      mode: 'consulted',
      consultedOn: '2025-05-09',
      excerpt: 'A sentence of it',
      retrievedAt: '2025-05-09T10:00:00Z',
      figure,
    };
    expect(await desk.researcher.post(`/claims/${claim.id}/citations`, seen)).toMatchObject({
      consultedBy: desk.researcher.member,
      retrievedAt: '2025-05-09T10:00:00.000Z',
      figure: { ...figure, period: null },
    });
  });

  it('history tells who did what, from the ledger', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const history = await eventually('the log has everything', async () => {
      const page = await desk.researcher.get(`/claims/${claim.id}/history`);
      return page.items[0]?.type === 'verdict.published' && page.items;
    });
    expect(history.map((item: Body) => item.type).reverse()).toEqual([
      'claim.submitted',
      'claim.accepted',
      'claim.assigned',
      'citation.added',
      'enquiry.recorded',
      'verdict.drafted',
      'verdict.submitted',
      'ballot.cast',
      'verdict.published',
    ]);
    expect(history[1].actor.member).toBe(desk.reviewer.member);
    const older = await desk.researcher.get(`/claims/${claim.id}/history?limit=2&before=${history[0].index}`);
    expect(older.items.map((item: Body) => item.index)).toEqual([history[1].index, history[2].index]);
  });

  it("a publication reaches the newsroom's tool: signed, retried after a failure, every attempt logged", async () => {
    const endpoint = await newsroom.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['verdict.published'],
    });
    receiver.next(500);
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    await eventually('both attempts arrived', () => receiver.journal.length >= 2);
    const [failed, delivered] = receiver.verified<Body>(endpoint.secret);
    expect(failed).toEqual(delivered);
    expect(new Set(receiver.journal.map((one) => one.id)).size).toBe(1);
    expect(delivered).toMatchObject({
      type: 'verdict.published',
      data: { sequence: 0, facts: { claim: claim.id, version: 1, rating: { code: 'false', value: 1 } } },
    });
    // A public payload holds nothing that is the desk's own.
    expect(receiver.journal[1]?.body).not.toMatch(
      new RegExp(`${desk.researcher.member}|${desk.editor.member}|A\\. Sample`),
    );
    const delivery = await eventually('the delivery is done', async () => {
      const { items } = await newsroom.admin.get(`/webhook-endpoints/${endpoint.id}/deliveries`);
      return items[0]?.status === 'delivered' && items[0];
    });
    const { items } = await newsroom.admin.get(`/deliveries/${delivery.id}/attempts`);
    expect(items.map((attempt: Body) => attempt.status)).toEqual([500, 204]);
  });

  it('a private address is refused unless the operator allowed it', async () => {
    const eventTypes = ['verdict.published'];
    for (const url of [
      'http://10.0.0.1/x',
      'https://169.254.169.254/',
      'https://[::1]/',
      'http://2130706434.example:22/',
    ]) {
      expect(await newsroom.admin.refused('/webhook-endpoints', { url, eventTypes })).toBe(
        '422 endpoint.address_refused',
      );
    }
  });

  it('the claims register and the audit bundle are exported, and the bundle proves itself offline', async () => {
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const head = await eventually('a checkpoint over everything', async () => {
      const [row] = await newsroom.on.asOwner<{ ok: boolean }>(
        `select not exists (select from event_pending) and max(c.size) >= max(h.size) as ok from ledger_head h left join checkpoint c using (organization_id)`,
      );
      return row?.ok;
    });
    expect(head).toBe(true);
    const register = await finished(
      (await desk.editor.post('/reports', { kind: 'claims-register', status: 'published' })).id,
    );
    const csv: string = await desk.editor.get(`/reports/${register.id}/content`);
    const [header, ...rows] = csv.trim().split('\r\n');
    expect(header?.split(',').slice(0, 2)).toEqual(['claim_id', 'statement']);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.every((row) => row.includes('published') && row.includes('The Courier (fictional)'))).toBe(true);

    const bundle = await finished((await newsroom.admin.post('/reports', { kind: 'audit-bundle' })).id);
    const response = await fetch(`${newsroom.address}/v1/reports/${bundle.id}/content`, {
      headers: { authorization: `Bearer ${newsroom.admin.key}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(sha256Hex(bytes)).toBe(bundle.sha256);
    const { keys } = await newsroom.admin.get('/ledger/keys');
    const folder = mkdtempSync(join(tmpdir(), 'claimdesk-e2e-'));
    try {
      const file = join(folder, 'bundle.zip');
      writeFileSync(file, bytes);
      expect(await verifyBundle(file, { pinned: keys })).toMatchObject({ ok: true, size: bundle.checkpointSize });
      expect(await verifyBundle(file, { pinned: [] })).toMatchObject({ ok: false, kind: 'no_pin' });
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
      writeFileSync(file, bytes);
      expect((await verifyBundle(file, { pinned: keys })).ok).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeWithShared('article/claims.gold.jsonl', 'the first real article', () => {
  it('takes all 35 claims that an editor marked, each where the editor marked it', async () => {
    const newsroom = await openNewsroom({}, false);
    try {
      const researcher = await newsroom.hire('Rosa', 'researcher');
      const text = readFileSync(join(sharedFolder, 'article', 'article.txt'), 'utf8');
      const article = await researcher.post('/articles', {
        headline: 'The article',
        outlet: 'The outlet',
        language: 'en',
        text,
      });
      const marked = readFileSync(join(sharedFolder, 'article', 'claims.gold.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Body);
      const places = [];
      for (const { exact, kind, mode, statement } of marked) {
        const implied = mode === 'implied' ? { impliedBecause: 'as the editor marked it' } : {};
        const claim = await researcher.post(
          '/claims',
          claimBody(article.id, { kind, mode, statement, ...implied, appearance: { article: article.id, exact } }),
        );
        places.push([claim.utterances[0].start, claim.utterances[0].end]);
      }
      expect(places).toEqual(marked.map(({ start, end }) => [start, end]));
      expect(places.length).toBe(35);
    } finally {
      await newsroom.close();
    }
  });
});

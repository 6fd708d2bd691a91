import { newId, sha256Hex } from '#libs/kernel';
import {
  aCitation,
  aClaim,
  aClaimant,
  anArticle,
  anUtterance,
  aVerdict,
  type Newsroom,
  openNewsrooms,
} from './newsroom.js';
import { parseCsv } from './parse-csv.js';

describe('the claims register', () => {
  let newsrooms: Awaited<ReturnType<typeof openNewsrooms>>;
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsrooms = await openNewsrooms();
  });
  afterAll(() => newsrooms?.close());
  beforeEach(async () => {
    newsroom = await newsrooms.open();
  });

  const register = async (request: { status?: 'submitted' | 'published'; checkpoint?: number } = {}) => {
    const { status, ...more } = request;
    const bytes = await newsroom.made({
      kind: 'claims-register',
      ...(status ? { parameters: { status } } : {}),
      ...more,
    });
    return { bytes, rows: parseCsv(bytes.toString('utf8')) };
  };
  const submit = async (claim = aClaim(), claimant = aClaimant(), article = anArticle()) => {
    const utterance = anUtterance({ claim, claimant, article });
    await newsroom.record('claim.submitted', claim.id, [claim, claimant, article, utterance]);
    return { claim, claimant, article, utterance };
  };

  it('tells a published claim whole, with personal values put back from where they are kept apart', async () => {
    const { claim, ...rest } = await submit();
    await newsroom.record('citation.added', claim.id, [aCitation(claim)]);
    await newsroom.record('citation.added', claim.id, [aCitation(claim)]);
    const verdict = aVerdict(claim);
    const published = { ...claim.after, status: 'published', publishedVerdict: verdict.id };
    await newsroom.record('verdict.published', claim.id, [verdict, { ...claim, version: 2, after: published }]);
    const { rows, bytes } = await register();
    expect(rows).toEqual([
      {
        claim_id: claim.id,
        statement: 'Nearly 900 people are still detained.',
        kind: 'quantity',
        language: 'en',
        status: 'published',
        claimant: 'Grace Speaker',
        claimant_affiliation: 'Ministry of Examples',
        mode: 'verbatim',
        first_appearance_outlet: 'The Example',
        first_appearance_url: 'https://example.org/a',
        quote: 'nearly 900 people',
        said_on: '2026-04-29',
        rating: 'mostly_true',
        rating_label: 'Mostly true',
        summary: 'The count was 886 on that day.',
        verdict_published_at: '2026-05-03T08:00:00.000Z',
        citations: '2',
        assignee_id: '',
        origin: 'monitoring',
        closing_reason: '',
        submitted_at: '2026-05-01T10:00:00.000Z',
        updated_at: '2026-05-01T10:00:00.000Z',
        decided: 'by ballots',
        procedure: '',
        rest: '',
        topics: '',
        claimant_id: rest.claimant.id,
        appearances: '1',
        due_on: '',
        review_by: '',
      },
    ]);
    expect(bytes.subarray(0, 9).toString()).toBe('claim_id,');
    expect(rest.utterance.after.claimant).toBe(rest.claimant.id);
  });

  it('tells what came with the archive as such, dated as the archive dates it', async () => {
    const { claim } = await submit();
    const verdict = aVerdict(claim);
    const legacy = { label: 'decided before Claimdesk, no ballots', reviewedOn: '2019-05' };
    const old = { ...verdict, after: { ...verdict.after, legacy, procedure: 'standard' } };
    const published = { ...claim.after, status: 'published', publishedVerdict: verdict.id };
    await newsroom.record('verdict.imported', claim.id, [old, { ...claim, version: 2, after: published }]);
    expect((await register()).rows).toMatchObject([
      { decided: legacy.label, verdict_published_at: '2019-05', procedure: '', rest: '' },
    ]);
  });

  it('tells what went out urgently, and how its ballots stand', async () => {
    const { claim } = await submit();
    const verdict = aVerdict(claim);
    const urgent = { ...verdict, after: { ...verdict.after, procedure: 'urgent', rest: { status: 'waiting' } } };
    const published = { ...claim.after, status: 'published', publishedVerdict: verdict.id };
    await newsroom.record('verdict.published', claim.id, [urgent, { ...claim, version: 2, after: published }]);
    expect((await register()).rows).toMatchObject([{ decided: 'by ballots', procedure: 'urgent', rest: 'waiting' }]);
  });

  it('leaves an erased claimant empty and keeps the row', async () => {
    const { claimant } = await submit();
    await newsroom.on.asOwner(`delete from event_personal where organization_id = $1 and subject_id = $2`, [
      newsroom.organization,
      claimant.id,
    ]);
    const { rows } = await register();
    expect(rows).toMatchObject([{ claimant: '', claimant_affiliation: 'Ministry of Examples' }]);
  });

  it('takes the appearance that was published first, not the one that was entered first', async () => {
    const { claim, claimant } = await submit();
    const earlier = anArticle({ outlet: 'The Earlier', publishedAt: '2026-03' });
    await newsroom.record('utterance.added', claim.id, [earlier, anUtterance({ claim, claimant, article: earlier })]);
    const { rows } = await register();
    expect(rows).toMatchObject([{ first_appearance_outlet: 'The Earlier' }]);
  });

  it('counts what a duplicate was first said by with the claim it was merged into, as long as it is', async () => {
    const { claim } = await submit();
    const speaker = aClaimant({ name: 'An Earlier Speaker' });
    const twin = await submit(aClaim(), speaker, anArticle());
    const early = anUtterance({ claim: twin.claim, claimant: speaker, article: twin.article }, { saidOn: '2026-02' });
    await newsroom.record('utterance.added', twin.claim.id, [early]);
    const stands = (version: number, more: object) => ({
      ...twin.claim,
      version,
      after: { ...twin.claim.after, version, ...more },
    });
    const speakers = async (): Promise<unknown> =>
      Object.fromEntries((await register()).rows.map((row) => [row.claim_id, row.claimant]));
    expect(await speakers()).toEqual({ [claim.id]: 'Grace Speaker', [twin.claim.id]: 'An Earlier Speaker' });
    await newsroom.record('claim.merged', twin.claim.id, [stands(2, { status: 'duplicate', duplicateOf: claim.id })]);
    expect(await speakers()).toEqual({ [claim.id]: 'An Earlier Speaker', [twin.claim.id]: 'An Earlier Speaker' });
    await newsroom.record('claim.unmerged', twin.claim.id, [stands(3, { status: 'submitted', duplicateOf: null })]);
    expect(await speakers()).toEqual({ [claim.id]: 'Grace Speaker', [twin.claim.id]: 'An Earlier Speaker' });
  });

  it.each(['=1+1', '+1', '-1', '@sum(a1)', '\tx', '\rx', ' =1', '\u00a0＝1', '=HYPERLINK("http://a.test","b")'])(
    'neutralises %j as the beginning of a cell',
    async (statement) => {
      await submit(aClaim({ statement }));
      const { rows } = await register();
      expect(rows[0]?.statement).toBe(`'${statement}`);
    },
  );

  it.each(['a, "b"', 'one\ntwo', 'one\rtwo', 'one\r\ntwo', '“¿Qué?” 日本 😀', ''])(
    'gives %j back as it was',
    async (statement) => {
      await submit(aClaim({ statement }));
      expect((await register()).rows[0]?.statement).toBe(statement);
    },
  );

  it('is ordered by claim id and filtered by the status at the checkpoint', async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of [ids[2], ids[0], ids[1]]) {
      await submit(aClaim({ id: id as string, status: id === ids[1] ? 'published' : 'submitted' }));
    }
    expect((await register()).rows.map((row) => row.claim_id)).toEqual(ids);
    expect((await register({ status: 'published' })).rows.map((row) => row.claim_id)).toEqual([ids[1]]);
  });

  it('gives the same bytes at the same checkpoint, whatever happened since', async () => {
    const { claim } = await submit();
    const checkpoint = await newsroom.sign();
    const first = await register({ checkpoint });
    await newsroom.record('claim.edited', claim.id, [
      { ...claim, version: 2, after: { ...claim.after, statement: 'Changed.' } },
    ]);
    const again = await register({ checkpoint });
    expect(sha256Hex(again.bytes)).toBe(sha256Hex(first.bytes));
    expect((await register()).rows).toMatchObject([{ statement: 'Changed.' }]);
  });

  it('has a header and no rows where there are no claims', async () => {
    await newsroom.record('claimant.registered', newId(), [aClaimant()]);
    const { rows, bytes } = await register();
    expect(rows).toEqual([]);
    expect(bytes.toString()).toMatch(/^claim_id,[^\n]*\r\n$/);
  });
});

import {
  leafHash,
  openNote,
  parseCheckpoint,
  parseTlogProof,
  parseVerifierKey,
  verifyConsistency,
  verifyInclusion,
} from '#libs/proof';
import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, type Desk, none, staffed, verdictInReview } from '../support/story.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

describe('the ledger over HTTP', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let auditor: Caller;
  let size: number;
  let claim: Body;
  let verdict: Body;

  /** The signed size, once everything so far has its index and the checkpoint covers it. */
  const signedSize = async (): Promise<number> => {
    const all = await newsroom.on.asOwner<{ count: string }>(`select count(*) as count from event e
      join ledger_head h using (organization_id) where organization_id = (select organization_id from member where id = '${newsroom.admin.member}')`);
    const wanted = Number(all[0]?.count);
    return eventually('it is signed', async () => {
      const answer = await newsroom.admin.send('get', '/v1/ledger/checkpoint');
      return answer.status === 200 && Number(answer.text.split('\n')[1]) >= wanted ? wanted : undefined;
    });
  };

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    auditor = await newsroom.hire('Aud Auditor', 'auditor');
    ({ claim, verdict } = await verdictInReview(desk));
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'approve',
      digest: verdict.digest,
      interests: none,
    });
    await desk.editor.post(`/claims/${claim.id}/hold`, { kind: 'legal', reason: 'Our lawyer reads it first.' });
    size = await signedSize();
  });
  afterAll(() => newsroom?.close());

  const entries = async (reader: Caller): Promise<Body[]> => {
    const all: Body[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page: Body = await reader.get(`/ledger/entries?from=${from}&limit=7`);
      all.push(...page.items);
      from = page.next;
    }
    return all;
  };

  it('gives an auditor every entry, exactly as the tree stands over it, and opens what it commits to', async () => {
    const all = await entries(auditor);
    expect(all.map(({ index }) => index)).toEqual(all.map((_, index) => index));
    expect(all.length).toBeGreaterThanOrEqual(size);
    for (const { bytes: text, leafHash: leaf, withheld } of all)
      expect([withheld, leafHash(Buffer.from(text)).toString('base64')]).toEqual([null, leaf]);
    const claimant = all.find(({ type }) => type === 'claimant.registered' || type === 'claim.submitted');
    expect(claimant.disclosures.map((one: Body) => one.value)).toContain('The Courier (fictional)');
  });

  it('tells the desk of ballots, and of why a claim is on hold, the place and the leaf hash alone', async () => {
    const [all, seen] = [await entries(auditor), await entries(desk.researcher)];
    expect(seen.map(({ index, leafHash: leaf }) => [index, leaf])).toEqual(
      all.map(({ index, leafHash: leaf }) => [index, leaf]),
    );
    const reasonOf = (type: string) => seen[all.find((entry) => entry.type === type).index].withheld;
    expect(reasonOf('ballot.cast')).not.toBeNull();
    expect(reasonOf('claim.held')).toBe('legal');
    expect(reasonOf('claim.accepted')).toBeNull();
    const text = JSON.stringify(seen);
    expect(text).not.toContain('Our lawyer reads it first.');
    expect(text).not.toContain('"disclosures":[{');
  });

  it('keeps open ballots of others from an auditor who also votes', async () => {
    const judge = await newsroom.hire('Vera Voter', 'auditor', 'reviewer');
    await newsroom.admin.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
    const later = await verdictInReview(desk);
    await desk.reviewer.post(`/verdicts/${later.verdict.id}/ballots`, {
      choice: 'approve',
      digest: later.verdict.digest,
      interests: none,
    });
    await signedSize();
    const hidden = (await entries(judge)).filter(({ withheld }) => withheld === 'ballots_hidden');
    expect(hidden.length).toBe(1);
    expect((await entries(auditor)).filter(({ withheld }) => withheld !== null)).toEqual([]);
  });

  it('proves an entry in the signed tree, by its index or its event, to whoever holds the key', async () => {
    const { keys } = await desk.researcher.get('/ledger/keys');
    const all = await entries(auditor);
    for (const { index, event, bytes: text } of all.slice(0, size).filter(({ index: at }) => at % 5 === 0)) {
      const proof = await desk.researcher.get(`/ledger/proofs/inclusion?index=${index}&size=${size}`);
      const claimed = { index, size, leafHash: leafHash(Buffer.from(text)), root: bytes(proof.root) };
      expect(verifyInclusion({ ...claimed, proof: proof.proof.map(bytes) })).toBe(true);
      expect(await auditor.get(`/ledger/proofs/inclusion?event=${event}&size=${size}`)).toEqual(proof);
    }
    const { tlogProof, checkpoint } = await auditor.get('/ledger/proofs/inclusion?index=3');
    const parsed = parseTlogProof(tlogProof);
    expect([parsed.index, parsed.checkpoint]).toEqual([3, checkpoint]);
    const opened = openNote(checkpoint, keys.map(parseVerifierKey));
    const signed = parseCheckpoint(opened.ok ? opened.text : '');
    const leaf = leafHash(Buffer.from(all[3].bytes));
    expect(verifyInclusion({ ...parsed, ...signed, leafHash: leaf })).toBe(true);
  });

  it('proves that an older tree is the beginning of the newer one', async () => {
    const head = (await entries(auditor)).length;
    for (let from = 1; from <= head; from += 3) {
      const { proof, fromRoot, toRoot, to } = await auditor.get(`/ledger/proofs/consistency?from=${from}&to=${head}`);
      const claimed = { size1: from, root1: bytes(fromRoot), size2: to, root2: bytes(toRoot) };
      expect(verifyConsistency({ ...claimed, proof: proof.map(bytes) })).toBe(true);
      expect(verifyConsistency({ ...claimed, root1: bytes(toRoot), proof: proof.map(bytes) })).toBe(from === head);
    }
    const rows = await newsroom.on.asOwner<{ size: string }>(`select size from checkpoint`);
    const sizes = new Set(rows.map((row) => Number(row.size)));
    for (let from = 1; from <= size; from += 1) {
      const { fromCheckpoint } = await auditor.get(`/ledger/proofs/consistency?from=${from}`);
      expect([from, fromCheckpoint !== null]).toEqual([from, sizes.has(from)]);
    }
  });

  it.each([
    ['/ledger/proofs/inclusion', 422, 'request.invalid'],
    ['/ledger/proofs/inclusion?index=1&event=0197c0de-0000-7000-8000-000000000000', 422, 'request.invalid'],
    ['/ledger/proofs/inclusion?event=0197c0de-0000-7000-8000-000000000000', 404, 'not_found'],
    ['/ledger/proofs/inclusion?index=9&size=9', 404, 'not_found'],
    ['/ledger/proofs/inclusion?index=0&size=999999', 422, 'request.invalid'],
    ['/ledger/proofs/consistency?from=0', 422, 'request.invalid'],
    ['/ledger/proofs/consistency?from=5&to=4', 422, 'request.invalid'],
    ['/ledger/proofs/consistency?from=1&to=999999', 422, 'request.invalid'],
    ['/ledger/entries?from=-1', 422, 'request.invalid'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await auditor.send('get', `/v1${path}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('shows an assessor the entries of their period, and of the others that they are there', async () => {
    const times = (await entries(auditor)).map(({ sequencedAt }) => sequencedAt);
    await desk.researcher.post('/claims', claimBody(desk.article.id, { statement: 'Another one.' }));
    await signedSize();
    const until = (await entries(auditor)).at(-1).sequencedAt;
    const key = { period: { from: times.at(-1), until }, expiresAt: '2035-01-01T00:00:00Z' };
    const { invitation } = await newsroom.admin.post('/members', { name: 'Asta', roles: ['auditor'], key });
    const assessor = newsroom.caller((await newsroom.nobody.post('/invitations/redeem', { invitation })).key);
    const seen = await entries(assessor);
    const open = seen.filter(({ withheld }) => withheld !== 'outside_period');
    expect(open.length).toBeGreaterThan(0);
    expect(seen.indexOf(open[0])).toBeGreaterThanOrEqual(times.length);
    expect(seen.length).toBeGreaterThan(times.length);
  });
});

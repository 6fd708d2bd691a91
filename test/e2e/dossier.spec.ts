import { randomBytes } from 'node:crypto';
import { chromium, lookAt } from '../support/browser.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { readPdf } from '../support/pdf-text.js';
import { claimdesk, type Running } from '../support/processes.js';
import { madeReport } from '../support/reports.js';
import { claimBody, claimInChecking, type Desk, draftOn, none, staffed, verdictInReview } from '../support/story.js';

jest.setTimeout(120_000);

const evil = '<script>document.title = "owned"</script><img src=x onerror=alert(1)>';

describe('the dossier of a claim', () => {
  const masterKey = randomBytes(32).toString('base64');
  let newsroom: Newsroom;
  let desk: Desk;
  let second: Caller;
  let claim: Body;
  let worker: Running;

  const startWorker = async (zone: string): Promise<Running> => {
    const started = claimdesk(['worker'], {
      DATABASE_URL: newsroom.on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      TZ: zone,
    });
    await started.prints('worker runs');
    return started;
  };

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_MASTER_KEY: masterKey }, false);
    desk = await staffed(newsroom);
    second = await newsroom.hire('Uma Uninvolved', 'editor');
    claim = await story();
    worker = await startWorker('America/St_Johns');
  });
  afterAll(async () => {
    await worker?.end('SIGKILL');
    await newsroom?.close();
  });

  /** Rejected once, published at the second try, and then somebody asked for a correction. */
  async function story(): Promise<Body> {
    const { researcher, reviewer, editor, article } = desk;
    const made = await claimInChecking(desk);
    await researcher.post(`/claims/${made.id}/utterances`, {
      mode: 'verbatim',
      claimant: { kind: 'person', name: 'سياسي Politician' },
      affiliation: 'Ministry of Examples',
      appearance: { article: article.id, exact: 'an epic' },
    });
    await researcher.post(`/claims/${made.id}/comments`, { text: evil });
    const draft = await draftOn(desk, made.id);
    const first = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await reviewer.post(`/verdicts/${draft.id}/ballots`, {
      choice: 'reject',
      comment: 'The date is not proved.',
      digest: first.digest,
      interests: none,
    });
    const revised = await researcher.post(`/verdicts/${draft.id}/revise`);
    await researcher.patch(`/verdicts/${draft.id}`, revised.version, {
      rationale: 'Its term ended at noon on 20 January 2025.',
    });
    const again = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest: again.digest });
    await editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    const asked = await reviewer.post(`/claims/${made.id}/corrections`, { request: 'Which noon?' });
    await second.post(`/corrections/${asked.id}/acknowledge`);
    return made;
  }

  const dossier = (reader: Caller, more: object = {}) =>
    madeReport(newsroom, reader, { kind: 'dossier', claim: claim.id, ...more });
  const model = async (reader: Caller, more: object = {}): Promise<Body> =>
    JSON.parse((await dossier(reader, { format: 'json', ...more })).bytes.toString('utf8'));

  it('is one model: what was said in its context, what it rests on, every ballot, what came after', async () => {
    const told = await model(desk.editor);
    expect(told).toMatchObject({
      report: 'dossier',
      audience: 'internal',
      claim: { id: claim.id, status: 'published' },
    });
    const [outlet, politician] = told.utterances;
    expect(outlet).toMatchObject({
      isFirst: true,
      claimant: { name: 'The Courier (fictional)' },
      context: {
        before: 'It was ',
        quote: 'carried out under the Biden administration',
        cutBefore: true,
        cutAfter: true,
      },
    });
    expect(politician).toMatchObject({
      claimant: { name: 'سياسي Politician' },
      utterance: { affiliation: 'Ministry of Examples' },
      context: { quote: 'an epic' },
    });
    expect(told.evidence).toMatchObject([{ source: { title: 'Twentieth Amendment' }, citation: { primary: true } }]);
    const [verdict] = told.verdicts;
    expect(verdict).toMatchObject({
      ratingLabel: 'False',
      tally: { approve: 1, reject: 0, recuse: 0 },
      frozen: { rationale: 'Its term ended at noon on 20 January 2025.', citations: [{ stance: 'refutes' }] },
      ballots: [
        { stands: false, ballot: { choice: 'reject', comment: 'The date is not proved.' } },
        { stands: true, dissents: false, ballot: { choice: 'approve' } },
      ],
    });
    expect(told.corrections).toMatchObject([{ request: 'Which noon?', status: 'acknowledged' }]);
    expect(told.comments).toMatchObject([{ text: evil }]);
    expect(told.people.map(({ name }: Body) => name)).toEqual(
      expect.arrayContaining(['Rosa Researcher', 'Ravi Reviewer']),
    );
    expect(told.history.map(({ type }: Body) => type)).toEqual(
      expect.arrayContaining(['claim.submitted', 'ballot.cast', 'correction.acknowledged']),
    );
    expect(told.history.at(-1).index).toBe(told.events.last);
    expect(told.verification.notProved.join(' ')).toMatch(/true.*different people.*everything that happened/s);
  });

  it('is a page that a real browser opens without a fault of access, and without running or loading anything', async () => {
    const { bytes, type } = await dossier(desk.reviewer, { format: 'html' });
    expect(type).toBe('text/html; charset=utf-8');
    const html = bytes.toString('utf8');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<script|<img|<[^>]*\son\w+=/u);
    if (chromium === undefined) {
      console.warn('SKIPPED: no Chromium here (apt-get install chromium), so nobody looked at the dossier.');
      return;
    }
    const seen = lookAt(html);
    expect(seen.violations).toEqual([]);
    expect(seen.passes).toBeGreaterThan(20);
    expect(seen.title).toBe('Dossier: The operation was carried out under the Biden administration.');
    expect(seen.text).toContain('The date is not proved.');
    expect(seen.text).toContain('onerror=alert(1)');
    expect(seen.loaded).toEqual([]);
  });

  it('is a PDF that another program reads', async () => {
    const { bytes, type } = await dossier(desk.researcher, { format: 'pdf' });
    expect(type).toBe('application/pdf');
    const { text, info } = readPdf(bytes);
    for (const part of [
      'Twentieth Amendment',
      'The date is not proved.',
      'Which noon?',
      'Rosa Researcher',
      'onerror=alert(1)',
      'What is not proved',
    ])
      expect(text.replace(/\s+/gu, ' ')).toContain(part);
    expect(text).toContain('[Arabic: 5 characters] Politician');
    expect(info.Subject).toMatch(new RegExp(`^Dossier of claim ${claim.id}, log claimdesk/`));
  });

  it('has the same bytes in another zone, at another time, after more has happened', async () => {
    const formats = ['html', 'pdf', 'json'];
    const before = [];
    for (const format of formats) before.push(await dossier(desk.editor, { format }));
    await desk.researcher.post(`/claims/${claim.id}/comments`, { text: 'Later.' });
    await worker.end();
    worker = await startWorker('Pacific/Kiritimati');
    for (const [place, format] of formats.entries()) {
      const { checkpoint, bytes } = before[place] as (typeof before)[number];
      const again = await dossier(desk.editor, { format, checkpoint });
      expect([format, again.bytes.equals(bytes)]).toEqual([format, true]);
    }
    expect((await model(desk.editor)).comments).toHaveLength(2);
  });

  it('keeps ballots hidden while they are, also who voted and who declared what', async () => {
    await desk.editor.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
    const open = await verdictInReview(desk);
    await desk.reviewer.post(`/verdicts/${open.verdict.id}/ballots`, {
      choice: 'approve',
      digest: open.verdict.digest,
      interests: none,
    });
    const auditor = await newsroom.hire('Anna Auditor', 'auditor');
    const told = await model(auditor, { claim: open.claim.id });
    expect(told.verdicts).toMatchObject([{ ballots: null, tally: null, verdict: { status: 'in_review' } }]);
    expect(told.interests).toBeNull();
    expect(told.history.find(({ type }: Body) => type === 'ballot.cast').sentence).toMatch(/^Somebody cast a ballot/);
    expect(JSON.stringify(told.verdicts)).not.toContain(desk.reviewer.member);
    const { bytes } = await dossier(auditor, { claim: open.claim.id, format: 'html' });
    expect(bytes.toString('utf8')).toContain('hidden until the quorum has decided');
  });

  it('says that a claim is on hold and in no case why, and tells what was merged into it', async () => {
    const { researcher, editor, article } = desk;
    const one = await researcher.post('/claims', claimBody(article.id));
    const twin = await researcher.post('/claims', claimBody(article.id, { statement: 'The same once more.' }));
    await editor.post(`/claims/${twin.id}/merge`, { into: one.id });
    await editor.post(`/claims/${one.id}/hold`, { kind: 'legal', reason: 'a letter of a lawyer' });
    const told = await model(editor, { claim: one.id });
    expect(told.claim.hold).toMatchObject({ kind: 'legal', reason: null });
    expect(told.duplicates).toMatchObject([{ id: twin.id, statement: 'The same once more.' }]);
    expect(told.utterances.map(({ utterance }: Body) => utterance.claim).sort()).toEqual([one.id, twin.id].sort());
    expect((await model(editor, { claim: one.id, audience: 'assessor' })).claim.hold).toBeUndefined();
    for (const format of ['json', 'html'])
      expect((await dossier(editor, { claim: one.id, format })).bytes.toString('utf8')).not.toContain(
        'letter of a lawyer',
      );
    const { bytes } = await dossier(editor, { claim: one.id, format: 'pdf' });
    const text = readPdf(bytes).text.replace(/\s+/gu, ' ');
    expect(text).toContain('why is in no report');
    expect(text).not.toContain('letter of a lawyer');
  });

  it('names nobody to an assessor, who still tells members apart', async () => {
    const told = await model(desk.editor, { audience: 'assessor' });
    expect(told.people.every(({ name, label }: Body) => name === null && /^Member \d+$/.test(label))).toBe(true);
    const { bytes } = await dossier(desk.editor, { audience: 'assessor', format: 'html' });
    expect(bytes.toString('utf8')).not.toMatch(/Rosa|Ravi|Edna/);
    expect(bytes.toString('utf8')).toMatch(/Member \d+ handed the verdict/);
  });

  it('is asked for by people only, of a claim that is there, and in its formats', async () => {
    const body = { kind: 'dossier', claim: claim.id };
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    expect(await newsroom.caller(key).refused('/reports', body)).toBe('403 access.person_needed');
    expect(await desk.editor.refused('/reports', { kind: 'dossier' })).toBe('422 request.invalid');
    expect(await desk.editor.refused('/reports', { ...body, format: 'csv' })).toBe('422 request.invalid');
    expect(await desk.editor.refused('/reports', { ...body, claim: desk.article.id })).toBe('404 not_found');
    expect(await (await newsroom.rival()).refused('/reports', body)).toMatch(/^404|^409/);
    for (const role of ['researcher', 'reviewer', 'editor', 'auditor', 'admin'] as const) {
      const person = role === 'admin' ? newsroom.admin : await newsroom.hire(`A ${role}`, role);
      expect((await person.post('/reports', body)).status).toBe('queued');
    }
    const submitted = await desk.researcher.post('/claims', claimBody(desk.article.id));
    expect((await model(desk.editor, { claim: submitted.id })).verdicts).toEqual([]);
  });
});

import { type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, claimInChecking, type Desk, none, staffed } from '../support/story.js';

/** One person asks, another decides; what is on hold stays; and what went is told without a name. */
describe('the erasure of a person', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let officer: Caller;
  let auditor: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    officer = await newsroom.hire('Dora Officer', 'admin');
    auditor = await newsroom.hire('Aud Auditor', 'auditor');
  });
  afterAll(() => newsroom?.close());

  let people = 0;
  /** A claim by somebody who was not known before. */
  async function said(): Promise<{ claim: string; claimant: string; utterance: string; name: string }> {
    const name = `Jana Novak the ${(people += 1)}th`;
    const { id: claim } = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, { claimant: { kind: 'person', name }, affiliation: 'Ministry of Prisons' }),
    );
    const { utterances } = await desk.researcher.get(`/claims/${claim}?include=utterances`);
    return { claim, claimant: utterances[0].claimant, utterance: utterances[0].id, name };
  }
  const ask = (type: string, id: string, more: object = {}) =>
    officer.post('/erasures', { subjects: [{ type, id }], ground: 'objection', reason: 'File 12/2025', ...more });

  it('is asked for by one and confirmed by another, and tells no name', async () => {
    const { claim, claimant, utterance } = await said();
    const asked = await ask('claimant', claimant);
    expect(asked).toMatchObject({ status: 'requested', requestedBy: officer.member, decidedBy: null, erased: null });
    expect(asked.dueOn > asked.createdAt.slice(0, 10)).toBe(true);
    expect(await officer.get(`/erasures/${asked.id}/preview`)).toMatchObject({
      claims: 1,
      held: [],
      // name, disambiguation and sameAs in one event, the affiliation in another change of it
      places: { ledger: 4, claims: 2, reports: 0, members: 0 },
    });
    expect((await desk.editor.get(`/claimants/${claimant}`)).name).not.toBeNull();
    const erased = await desk.editor.post(`/erasures/${asked.id}/confirm`);
    expect(erased).toMatchObject({ status: 'erased', decidedBy: desk.editor.member, erased: { ledger: 4, claims: 2 } });
    expect(await desk.editor.get(`/claimants/${claimant}`)).toMatchObject({
      name: null,
      disambiguation: null,
      description: null,
      sameAs: null,
    });
    const { utterances } = await desk.editor.get(`/claims/${claim}?include=utterances`);
    expect(utterances).toEqual([expect.objectContaining({ id: utterance, affiliation: null })]);
    expect(await auditor.get(`/erasures/${asked.id}`)).toEqual(erased);
    expect((await auditor.get('/erasures')).items[0]).toEqual(erased);
  });

  it('is not decided by whoever asked, with whatever key', async () => {
    const { claimant, name } = await said();
    const asked = await ask('claimant', claimant);
    const { key } = await officer.post('/me/api-keys', { name: 'another one' });
    const again = newsroom.caller(key);
    for (const caller of [officer, again]) {
      expect(await caller.refused(`/erasures/${asked.id}/confirm`)).toBe('403 erasure.second_person_needed');
      const no = { exemption: 'journalism', reason: 'A public figure.' };
      expect(await caller.refused(`/erasures/${asked.id}/refuse`, no)).toBe('403 erasure.second_person_needed');
    }
    expect((await desk.editor.get(`/claimants/${claimant}`)).name).toBe(name);
  });

  it('may be refused on an exemption, once, and asked for anew', async () => {
    const { claimant, name } = await said();
    const asked = await ask('claimant', claimant);
    const no = { exemption: 'journalism', reason: 'A public figure, on a matter of public interest.' };
    expect(await desk.editor.refused(`/erasures/${asked.id}/refuse`, { ...no, exemption: 'we_like_it' })).toBe(
      '422 request.invalid',
    );
    expect(await desk.editor.post(`/erasures/${asked.id}/refuse`, no)).toMatchObject({
      status: 'refused',
      exemption: 'journalism',
      decidedBy: desk.editor.member,
    });
    expect(await desk.editor.refused(`/erasures/${asked.id}/confirm`)).toBe('409 erasure.decided');
    expect(await desk.editor.refused(`/erasures/${asked.id}/refuse`, no)).toBe('409 erasure.decided');
    expect((await desk.editor.get(`/claimants/${claimant}`)).name).toBe(name);
    const second = await ask('claimant', claimant, { ground: 'court_order' });
    await desk.editor.post(`/erasures/${second.id}/confirm`);
    expect((await desk.editor.get(`/claimants/${claimant}`)).name).toBeNull();
  });

  it('keeps no name in the reasons that stay', async () => {
    const { claimant, name } = await said();
    const subjects = [{ type: 'claimant', id: claimant }];
    const body = { subjects, ground: 'objection', reason: `${name.toUpperCase()} wrote to us` };
    expect(await officer.refused('/erasures', body)).toBe('422 erasure.names_the_person');
    const asked = await ask('claimant', claimant);
    const no = { exemption: 'no_ground', reason: `${name} is no member` };
    expect(await desk.editor.refused(`/erasures/${asked.id}/refuse`, no)).toBe('422 erasure.names_the_person');
  });

  it('waits while a claim that it touches is on hold, and names it', async () => {
    const { claim, claimant, name } = await said();
    await desk.editor.post(`/claims/${claim}/hold`, { kind: 'legal', reason: 'A letter.' });
    const asked = await ask('claimant', claimant);
    expect((await officer.get(`/erasures/${asked.id}/preview`)).held).toEqual([claim]);
    const { status, body } = await desk.editor.send('post', `/v1/erasures/${asked.id}/confirm`);
    expect([status, body.code, body.facts?.claims ?? body.claims]).toEqual([409, 'erasure.held', [claim]]);
    expect((await desk.editor.get(`/claimants/${claimant}`)).name).toBe(name);
    const other = await newsroom.hire('Otto Other', 'editor');
    await other.post(`/claims/${claim}/release`, { reason: 'Settled.' });
    await desk.editor.post(`/erasures/${asked.id}/confirm`);
    expect((await desk.editor.get(`/claimants/${claimant}`)).name).toBeNull();
  });

  it('waits for the hold on the claim that one was merged into', async () => {
    const [one, into] = [await said(), await said()];
    for (const { claim } of [one, into]) await desk.editor.post(`/claims/${claim}/accept`, { reason: 'reach' });
    await desk.editor.post(`/claims/${one.claim}/merge`, { into: into.claim });
    await desk.editor.post(`/claims/${into.claim}/hold`, { kind: 'security', reason: 'A threat.' });
    const asked = await ask('claimant', one.claimant);
    expect(await desk.editor.refused(`/erasures/${asked.id}/confirm`)).toBe('409 erasure.held');
  });

  it('happens once, however many confirm at once', async () => {
    const { claimant } = await said();
    const asked = await ask('claimant', claimant);
    const others = await Promise.all(['Eva', 'Ewa', 'Eve'].map((name) => newsroom.hire(`${name} Editor`, 'editor')));
    const answers = await Promise.all(
      [...others, desk.editor].map((one) => one.send('post', `/v1/erasures/${asked.id}/confirm`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const rows = await newsroom.on.asOwner<{ count: number }>(
      `select count(*)::int as count from event where convert_from(bytes, 'UTF8')::json ->> 'type' = 'person.erased'
          and convert_from(bytes, 'UTF8')::json ->> 'root' = $1`,
      [asked.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is for editors and administrators; nobody else, and no machine', async () => {
    const { claimant } = await said();
    const body = { subjects: [{ type: 'claimant', id: claimant }], ground: 'objection', reason: 'File' };
    const machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'CMS' })).key);
    expect(await desk.researcher.refused('/erasures', body)).toBe('403 access.denied');
    expect(await auditor.refused('/erasures', body)).toBe('403 access.denied');
    expect(await machine.refused('/erasures', body)).toBe('403 access.person_needed');
    expect((await desk.reviewer.send('get', '/v1/erasures')).status).toBe(403);
  });

  it('knows what there is, and no other newsroom', async () => {
    const { claimant } = await said();
    const asked = await ask('claimant', claimant);
    const rival = await newsroom.rival();
    const body = { subjects: [{ type: 'claimant', id: claimant }], ground: 'objection', reason: 'File' };
    expect(await rival.refused('/erasures', body)).toBe('404 not_found');
    expect(await rival.refused(`/erasures/${asked.id}/confirm`)).toBe('404 not_found');
    expect((await rival.send('get', `/v1/erasures/${asked.id}`)).status).toBe(404);
    expect((await rival.get('/erasures')).items).toEqual([]);
    expect(await officer.refused('/erasures', { ...body, subjects: [{ type: 'comment', id: claimant }] })).toBe(
      '404 not_found',
    );
    expect(await officer.refused('/erasures', { ...body, subjects: [{ type: 'verdict', id: claimant }] })).toBe(
      '422 request.invalid',
    );
    expect(await officer.refused('/erasures', { ...body, subjects: [] })).toBe('422 request.invalid');
  });

  it('takes a member who has left, with their keys, and never one who works here', async () => {
    const leaver = await newsroom.hire('Leo Leaver', 'researcher', 'reviewer');
    await leaver.post('/me/api-keys', { name: "Leo's laptop" });
    const claim = await claimInChecking(desk);
    await leaver.post(`/claims/${claim.id}/comments`, { text: 'I know the speaker.' });
    const asked = await ask('member', leaver.member);
    expect(await desk.editor.refused(`/erasures/${asked.id}/confirm`)).toBe('409 erasure.member_active');
    await newsroom.admin.post(`/members/${leaver.member}/suspend`, { reason: 'Leo left.' });
    await desk.editor.post(`/erasures/${asked.id}/confirm`);
    const member = await newsroom.admin.get(`/members/${leaver.member}`);
    expect(member).toMatchObject({ name: null, email: null, statusReason: null, status: 'suspended' });
    const keys = (await newsroom.admin.get(`/api-keys?limit=100`)).items.filter(
      (key: { member: string }) => key.member === leaver.member,
    );
    expect(keys.map(({ name }: { name: string }) => name)).toEqual([null, null]);
    const back = { reason: 'Back.' };
    expect(await newsroom.admin.refused(`/members/${leaver.member}/reinstate`, back)).toBe('409 member.erased');
    // Somebody of the same name may come.
    await newsroom.hire('Leo Leaver', 'researcher');
    const { items } = await desk.editor.get(`/claims/${claim.id}/history`);
    expect(JSON.stringify(items)).not.toContain('Leo');
  });

  it("leaves an interest an interest, and takes a comment's and an enquiry's words", async () => {
    const claim = await claimInChecking(desk);
    const interest = { declared: 'one', description: 'The speaker is my cousin.' };
    await desk.reviewer.post(`/claims/${claim.id}/interests`, interest);
    const comment = await desk.reviewer.post(`/claims/${claim.id}/comments`, { text: 'Call 0123 and ask for him.' });
    const enquiry = await desk.researcher.post(`/claims/${claim.id}/enquiries`, {
      contacted: true,
      contact: 'Jana N., 0123',
      channel: 'telephone',
      askedOn: '2025-05-09',
      answer: 'No, says Jana.',
    });
    const [declared] = await newsroom.on.asOwner<{ id: string }>(`select id from interest where claim_id = $1`, [
      claim.id,
    ]);
    const subjects = [
      { type: 'comment', id: comment.id },
      { type: 'enquiry', id: enquiry.id },
      { type: 'interest', id: declared?.id },
    ];
    const asked = await officer.post('/erasures', { subjects, ground: 'legal_obligation', reason: 'File 3' });
    await desk.editor.post(`/erasures/${asked.id}/confirm`);
    expect((await desk.editor.get(`/enquiries/${enquiry.id}`)).contact).toBeNull();
    const [row] = await newsroom.on.asOwner(`select statement from interest where claim_id = $1`, [claim.id]);
    expect(row).toEqual({ statement: '' });
    expect(await desk.reviewer.refused(`/claims/${claim.id}/interests`, none)).toBe('409 interests.standing');
  });

  it('takes bytes that were captured, and says what they were', async () => {
    const bytes = await fetch(`${newsroom.address}/v1/captures?name=letter.txt`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.researcher.key}`, 'content-type': 'text/plain' },
      body: 'Dear editor, my name is in this letter.',
    });
    const { id, sha256 } = (await bytes.json()) as { id: string; sha256: string };
    const asked = await ask('capture', id);
    await desk.editor.post(`/erasures/${asked.id}/confirm`);
    const gone = await desk.editor.send('get', `/v1/captures/${id}/content`);
    expect([gone.status, gone.body.code]).toEqual([410, 'capture.erased']);
    expect((await desk.editor.get(`/captures/${id}`)).sha256).toBe(sha256);
  });

  it('lets a repeated request know that it was done, without the answer', async () => {
    const name = 'Ida Idempotent';
    const body = claimBody(desk.article.id, { claimant: { kind: 'person', name } });
    const key = { 'idempotency-key': 'the-very-same' };
    const claim = await desk.researcher.post('/claims', body, key);
    const { utterances } = await desk.researcher.get(`/claims/${claim.id}?include=utterances`);
    const asked = await ask('claimant', utterances[0].claimant);
    await desk.editor.post(`/erasures/${asked.id}/confirm`);
    expect(await desk.researcher.refused('/claims', body, key)).toBe('410 idempotency.answer_erased');
    const rows = await newsroom.on.asOwner(`select id from claim where id = $1`, [claim.id]);
    expect(rows).toHaveLength(1);
  });
});

import { eventually } from '../support/eventually.js';
import type { Body } from '../support/newsroom.js';
import { openPublicRoom, type PublicRoom, wordsOf } from '../support/pages/public-room.js';
import { approvedVerdict, none } from '../support/story.js';

describe('the pages for readers', () => {
  let room: PublicRoom;

  beforeAll(async () => {
    room = await openPublicRoom();
  });
  afterAll(() => room?.newsroom.close());

  const correction = async (claim: Body, more: object = {}): Promise<void> => {
    const { desk, uninvolved } = room;
    const { id } = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'It was half true.' });
    await uninvolved.post(`/corrections/${id}/acknowledge`);
    const note = 'We said “false”. It is half true: one part of it was right.';
    const decision = { kind: 'correction', major: true, reason: 'Yes.', note, interests: none };
    await uninvolved.post(`/corrections/${id}/accept`, decision);
    const { items } = await desk.researcher.get(`/claims/${claim.id}/citations`);
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'half_true',
      summary: 'One part of it was right.',
      rationale: 'It was announced before.\n\nAnd carried out after.',
      judgedAsOf: '2025-05-08',
      citations: items.map((one: Body) => one.id),
      ...more,
    });
    await approveAndPublish(draft);
  };
  const approveAndPublish = async (draft: Body): Promise<void> => {
    const { desk } = room;
    const { digest } = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
  };

  it('open with the verdict, then say what was claimed, by whom, why, and on what it rests', async () => {
    const { newsroom, desk } = room;
    const method = { language: 'en', text: '# What we choose\n\nWhat reaches many.' };
    await newsroom.admin.put('/organization/methodology', 0, method);
    const { version } = await newsroom.admin.get('/organization');
    await newsroom.admin.patch('/organization', version, { siteName: 'Facts', baseUrl: 'https://facts.example' });
    const { path, verdict } = await room.publish();
    const { status, text, headers } = await room.page(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text.match(/<h[1-6]/gu)?.[0]).toBe('<h1');
    const said = wordsOf(text);
    const order = [
      'The operation was carried out under the Biden administration.',
      'Our verdict',
      'False',
      '1 on a scale from 1',
      'Another administration was in office.',
      'First published on',
      'Not changed since.',
      'Who said it, and where',
      'The Courier (fictional)',
      'in the outlet’s own words',
      'carried out under the Biden administration',
      'A rescue',
      'Why we say so',
      'Its term ended on 20 January 2025.',
      'Sources',
      'Speaks against the claim',
      'Twentieth Amendment',
      'Primary source for this claim',
      'The right of reply',
      'The claimant was not asked for a reply.',
      'Corrections and versions',
      'Nothing has been corrected.',
      'Version 1',
      'version 1',
      verdict.digest,
    ];
    expect(
      order.filter(
        (words, place) => said.indexOf(words, place === 0 ? 0 : said.indexOf(order[place - 1] as string)) < 0,
      ),
    ).toEqual([]);
    // What is the desk's stays there.
    const names = ['Rosa', 'Ravi', 'Edna', 'A. Sample', 'The outlet is fictional.', desk.researcher.member];
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    expect(text).toContain(`<link rel="canonical" href="https://facts.example${room.home}${path}"/>`);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<blockquote lang="en" dir="ltr"><p>carried out');
    expect(text).toContain(`href="${room.home}/methodology/versions/1"`);
    const index = wordsOf((await room.page('')).text);
    expect(index).toContain('The operation was carried out under the Biden administration.');
  });

  it('show a correction openly, keep every version under its address, and list it', async () => {
    const { claim, path } = await room.publish();
    await correction(claim);
    await room.saying(path, 'One part of it was right.');
    const said = wordsOf((await room.page(path)).text);
    expect(said).toContain('Half true');
    expect(said).toMatch(/Last changed on \d{1,2} \w+ \d{4}, \d\d:\d\d UTC: correction/u);
    expect(said).toContain('Correction that changes the conclusion');
    expect(said).toContain('We said “false”. It is half true: one part of it was right.');
    const first = (await room.page(`${path}/versions/1`)).text;
    expect(wordsOf(first)).toContain('Another administration was in office.');
    expect(wordsOf(first)).toContain('It was replaced since. What we say now');
    expect(wordsOf(first)).not.toContain('Not changed since.');
    expect(first).toContain('<meta name="robots" content="noindex"/>');
    expect(first).toContain('aria-current="page"');
    expect(wordsOf((await room.page(`${path}/versions/2`)).text)).toContain('It is what stands now');
    const register = wordsOf((await room.page('/corrections')).text);
    expect(register).toContain('We said “false”. It is half true');
    expect(register).toContain('How to ask for a correction');
    for (const none of ['3', '0', 'x', '1.0', '-1', '99999999999'])
      expect([none, (await room.page(`${path}/versions/${none}`)).status]).toEqual([none, 404]);
  });

  it('give whoever was asked their say, in the words they gave to be printed, from the version that heard them on', async () => {
    const { claim, path } = await room.publish();
    const asked = await room.desk.researcher.post(`/claims/${claim.id}/enquiries`, {
      contacted: true,
      contact: 'Paul Press',
      channel: 'email',
      askedOn: '2025-05-07',
    });
    await room.desk.researcher.post(`/enquiries/${asked.id}/answer`, {
      answer: 'Off the record, I think so too. You may print the rest.',
      publicAnswer: 'We stand by our report.\n\nIt rests on two sources.',
      answeredOn: '2025-05-10',
    });
    expect(wordsOf((await room.page(path)).text)).not.toContain('stand by our report');
    await correction(claim);
    const { text } = await eventually('the answer is shown', async () => {
      const shown = await room.page(path);
      return wordsOf(shown.text).includes('We stand by our report.') && shown;
    });
    expect(wordsOf(text)).toContain('An answer came on 10 May 2025.');
    expect(text).toContain(
      '<blockquote><p lang="en" dir="ltr">We stand by our report.</p><p lang="en" dir="ltr">It rests',
    );
    expect(text).not.toMatch(/Paul Press|Off the record/);
    expect(wordsOf((await room.page(`${path}/versions/1`)).text)).not.toContain('stand by our report');
  });

  it('are taken down at once for a dated notice, come back as they were, and give way to a retraction', async () => {
    const { desk } = room;
    const { claim, path } = await room.publish();
    const before = (await room.page(path)).text;
    await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A court asked for it.' });
    const down = await room.saying(path, 'taken down for now');
    expect(wordsOf(down)).toMatch(/Since \d{1,2} \w+ \d{4}, \d\d:\d\d UTC we do not show it/u);
    for (const gone of ['Biden', 'False', 'Another administration', 'A court'])
      expect([gone, down.includes(gone)]).toEqual([gone, false]);
    expect((await room.page(`${path}/versions/1`)).text).toBe(down);
    await desk.editor.post(`/claims/${claim.id}/restore`, { reason: 'It is settled.' });
    await room.saying(path, 'Another administration was in office.');
    expect((await room.page(path)).text).toBe(before);
    const notice = { notice: 'We take this back.', rationale: 'The register was another one.' };
    await approveAndPublish(await desk.researcher.post(`/claims/${claim.id}/retractions`, notice));
    const retracted = await room.saying(path, 'We have retracted this fact-check');
    expect(wordsOf(retracted)).toContain('We take this back.');
    expect(wordsOf(retracted)).toContain('The register was another one.');
    expect(retracted).not.toContain('Biden');
    expect((await room.page(`${path}/versions/1`)).text).toBe(retracted);
    expect(wordsOf((await room.page('/corrections')).text)).toContain('a fact-check that is retracted');
    await desk.editor.post(`/claims/${claim.id}/reopen`, { reason: 'There is another register.' });
    const { items } = await desk.researcher.get(`/claims/${claim.id}/citations`);
    const anew = { rating: 'true', summary: 'It was so after all.', rationale: 'The right register says so.' };
    const draft = { ...anew, judgedAsOf: '2025-05-08', citations: items.map((one: Body) => one.id) };
    await approveAndPublish(await desk.researcher.post(`/claims/${claim.id}/verdicts`, draft));
    const again = await room.saying(path, 'It was so after all.');
    expect(wordsOf(again)).toContain('We take this back.');
    expect(again.match(/\/versions\/\d+/gu)?.filter((one) => !one.endsWith('/1'))).toEqual(['/versions/3']);
    expect((await room.page(`${path}/versions/3`)).status).toBe(200);
    for (const gone of ['1', '2']) expect((await room.page(`${path}/versions/${gone}`)).status).toBe(404);
  });

  it('tell nothing of what is scheduled before its time, and all of it then', async () => {
    const { desk } = room;
    await room.inStep();
    const addresses = ['', '/corrections', '/scales', '/not-selected', '/methodology'];
    const seen = () =>
      Promise.all(
        addresses.map(async (path) => {
          const { status, text, headers } = await room.page(path);
          return [path, status, text, headers.etag, headers['last-modified']];
        }),
      );
    // The last change is a second old: from then on its time is told.
    await eventually('the index has a date', async () => (await room.page('')).headers['last-modified'] !== undefined);
    const before = await seen();
    const { claim, verdict } = await approvedVerdict(desk);
    const at = new Date(Date.now() + 3_600_000).toISOString();
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at, interests: none });
    await room.inStep();
    expect(await seen()).toEqual(before);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none, reason: 'The news is out.' });
    const path = await room.pathOf(claim);
    expect((await room.page(path)).status).toBe(200);
    expect((await room.page('')).headers.etag).not.toBe(before[0]?.[3]);
  });

  it('are kept by who likes and asked for again: ETag, dates, HEAD and 304', async () => {
    const { path } = await room.publish();
    const first = await room.page(path);
    const { etag } = first.headers as { etag: string };
    expect(first.headers['cache-control']).toBe('public, no-cache');
    expect((await room.page(path)).headers.etag).toBe(etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await room.page(path, { 'if-none-match': known });
      expect([known, again.status, again.text, again.headers.etag]).toEqual([known, 304, '', etag]);
    }
    const date = await eventually('its date is told', async () => (await room.page(path)).headers['last-modified']);
    expect((await room.page(path, { 'if-modified-since': date })).status).toBe(304);
    const dayBefore = new Date(Date.parse(date) - 86_400_000).toUTCString();
    expect((await room.page(path, { 'if-modified-since': dayBefore })).status).toBe(200);
    // A tag says more than a date: RFC 9110 §13.1.3.
    const both = { 'if-none-match': '"other"', 'if-modified-since': date };
    expect((await room.page(path, both)).status).toBe(200);
    const head = await fetch(`${room.newsroom.address}${room.home}${path}`, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag]);
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/u,
    );
    const robots = await room.newsroom.nobody.send('get', '/robots.txt');
    expect(robots.text).toContain('Disallow: /v1/');
  });
});

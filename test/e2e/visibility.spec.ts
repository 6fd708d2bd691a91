import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../support/story.js';
import { fieldsOfEvents, withoutVisibility } from '../support/visibility.js';

describe('every field that an event holds', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  // The same is asked at the end of every test file that opens a newsroom; here of a story through many rooms.
  it('has a visibility', async () => {
    const { researcher, reviewer, editor } = desk;
    const { claim, verdict } = await approvedVerdict(desk);
    await editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    await reviewer.post(`/claims/${claim.id}/corrections`, { request: 'The day is wrong.' });
    const source = await researcher.post('/sources', { kind: 'person', title: 'An official', access: 'background' });
    await researcher.post('/captures/fetch', { url: 'https://a.example/' });
    await researcher.post(`/sources/${source.id}/confidential`, { about: 'identity', text: 'x', readers: [] });
    await editor.post('/imports', { kind: 'sources', source: 'archive', dryRun: true });
    await newsroom.admin.post('/organization/policy', { minIndependentSources: 2 });
    await newsroom.admin.post('/webhook-endpoints', {
      url: 'https://cms.example/hook',
      eventTypes: ['verdict.published'],
    });
    const fields = await fieldsOfEvents(newsroom.on);
    expect([...new Set(fields.map(({ type }) => type))].sort()).toEqual(
      expect.arrayContaining([
        ...['article', 'ballot', 'capture', 'citation', 'claim', 'claimant', 'confidential_note', 'correction'],
        ...['endpoint', 'enquiry', 'import', 'interest', 'key', 'member', 'organization', 'policy', 'revision'],
        ...['source', 'utterance', 'verdict'],
      ]),
    );
    expect(withoutVisibility(fields)).toEqual([]);
  });

  it('would be named here if it had none', () => {
    const stray = [
      { type: 'claim', field: 'id' },
      { type: 'claim', field: 'statement' },
      { type: 'claim', field: 'invented' },
      { type: 'claim', field: 'constructor' },
      { type: 'unheard_of', field: 'name' },
    ];
    expect(withoutVisibility(stray)).toEqual(['claim.constructor', 'claim.invented', 'unheard_of.name']);
  });
});

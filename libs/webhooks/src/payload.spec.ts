import { subjectTypes, visibilityOf } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import { currentPayloadVersion, type RecordedEvent, type Renderer, renderers } from './payload.js';

const render = renderers[currentPayloadVersion] as Renderer;

const event = (type: string, changes: RecordedEvent['changes'], facts: JsonObject = {}): RecordedEvent => ({
  id: 'e-1',
  organization: 'o-1',
  type,
  occurredAt: '2026-11-23T12:00:00.000Z',
  changes,
  facts,
});
const claim = {
  type: 'claim',
  id: 'c-1',
  version: 3,
  after: { id: 'c-1', statement: 'Rents doubled.', assignee: 'm-1', hold: 'legal advice', invented: 'x' },
};

describe('the body of a webhook', () => {
  it('has the shape of Standard Webhooks and says where it stands', () => {
    expect(
      JSON.parse(
        render(event('verdict.published', [claim], { version: 2, invented: 'x' }), {
          index: 41,
          sequence: 7,
          thin: false,
        }),
      ),
    ).toEqual({
      type: 'verdict.published',
      timestamp: '2026-11-23T12:00:00.000Z',
      data: {
        index: 41,
        sequence: 7,
        event: 'e-1',
        organization: 'o-1',
        subjects: [{ type: 'claim', id: 'c-1', version: 3, after: { id: 'c-1', statement: 'Rents doubled.' } }],
        facts: { version: 2 },
      },
    });
  });

  it('shows the desk what is for the desk in an editorial event, and still nothing confidential or unnamed', () => {
    const { data } = JSON.parse(render(event('claim.assigned', [claim]), { index: 0, sequence: 0, thin: false })) as {
      data: { subjects: unknown[] };
    };
    expect(data.subjects).toEqual([
      { type: 'claim', id: 'c-1', version: 3, after: { id: 'c-1', statement: 'Rents doubled.', assignee: 'm-1' } },
    ]);
  });

  it('tells of the facts, too, only those that their audience may read', () => {
    const factsOf = (type: string, facts: JsonObject): unknown =>
      (
        JSON.parse(render(event(type, [], facts), { index: 0, sequence: 0, thin: false })) as {
          data: { facts: unknown };
        }
      ).data.facts;
    expect(factsOf('claim.released', { kind: 'legal', heldBy: 'm-1', reason: 'They settled.' })).toEqual({
      kind: 'legal',
      heldBy: 'm-1',
    });
    expect(
      factsOf('verdict.submitted', { overridden: 'evidence.too_few', override: 'other', procedure: 'urgent' }),
    ).toEqual({ procedure: 'urgent' });
    expect(factsOf('hymn.sung', { by: 'Vera' })).toEqual({});
  });

  it('leaves committed personal values out', () => {
    const claimant = {
      type: 'claimant',
      id: 'p-1',
      version: 1,
      after: { kind: 'person', name: { committed: 'ab12' } },
    };
    expect(render(event('verdict.published', [claimant]), { index: 0, sequence: 0, thin: false })).not.toContain(
      'committed',
    );
  });

  it('does not even say that a ballot exists in a public event', () => {
    const ballot = { type: 'ballot', id: 'b-1', version: 1, after: { choice: 'approve' } };
    const unheardOf = { type: 'rumour', id: 'r-1', version: 1, after: { text: 'x' } };
    expect(
      JSON.parse(render(event('verdict.published', [ballot, unheardOf]), { index: 0, sequence: 0, thin: false })),
    ).toMatchObject({
      data: { subjects: [] },
    });
  });

  it('tells an endpoint of the desk that a ballot was cast, and neither whose nor how', () => {
    const after = {
      verdict: 'v-1',
      voter: 'Vera',
      choice: 'reject',
      comment: 'No.',
      reason: 'No.',
      suggestedRating: 'true',
    };
    const ballot = { type: 'ballot', id: 'b-1', version: 1, after };
    const interest = {
      type: 'interest',
      id: 'i-1',
      version: 1,
      after: { claim: 'c-1', member: 'Vera', declared: 'none' },
    };
    const sent = JSON.parse(
      render(event('ballot.cast', [ballot, interest]), { index: 0, sequence: 0, thin: false }),
    ) as { data: { subjects: object[] } };
    expect(sent.data.subjects).toEqual([
      { type: 'ballot', id: 'b-1', version: 1, after: { verdict: 'v-1' } },
      { type: 'interest', id: 'i-1', version: 1, after: { claim: 'c-1' } },
    ]);
  });

  it('keeps a canary in every field that is not public out of every public event', () => {
    const changes = subjectTypes.map((type) => ({
      type,
      id: `${type}-1`,
      version: 1,
      after: Object.fromEntries(
        ['secret', 'assignee', 'voter', 'contact', 'requester', 'url', 'note', 'text'].map((field) => [
          field,
          `canary ${type}.${field}`,
        ]),
      ),
    }));
    const body = render(event('correction.published', changes), { index: 0, sequence: 0, thin: false });
    for (const [, type, field] of body.matchAll(/canary (\w+)\.(\w+)/g)) {
      expect([type, field, visibilityOf(type as (typeof subjectTypes)[number], field as string)]).toEqual([
        type,
        field,
        'public',
      ]);
    }
    expect(body).toContain('canary article.url');
    expect(body).not.toContain('canary endpoint.url');
  });

  it('names only what to ask for when it is thin', () => {
    const body = render(event('claim.assigned', [claim], { to: 'm-1' }), { index: 4, sequence: 2, thin: true });
    expect(JSON.parse(body)).toMatchObject({
      data: { index: 4, sequence: 2, event: 'e-1', subjects: [{ type: 'claim', id: 'c-1', version: 3 }] },
    });
    expect(body).not.toMatch(/after|facts|m-1|Rents/);
  });

  it('is the same bytes for the same event', () => {
    expect(render(event('verdict.published', [claim]), { index: 1, sequence: 1, thin: false })).toBe(
      render(event('verdict.published', [claim]), { index: 1, sequence: 1, thin: false }),
    );
  });
});

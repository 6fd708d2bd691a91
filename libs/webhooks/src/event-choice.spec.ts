import type { Actor } from '#libs/kernel';
import { mayReceive } from './event-choice.js';

const integration: Actor = { organization: 'o-1', kind: 'integration', roles: [] };
const admin: Actor = { organization: 'o-1', kind: 'member', member: 'm-1', roles: ['admin'] };

describe('the choice of event types', () => {
  it('is free among public ones for a machine', () => {
    expect(mayReceive(integration, ['verdict.published', 'claim.suspended'])).toBeUndefined();
  });

  it('reaches editorial ones by an admin only', () => {
    expect(mayReceive(admin, ['ballot.cast'])).toBeUndefined();
    expect(mayReceive(integration, ['verdict.published', 'ballot.cast'])?.code).toBe('access.person_needed');
  });

  it('names the unknown types and the known ones', () => {
    const ruling = mayReceive(integration, ['verdict.publishd']);
    expect(ruling?.code).toBe('endpoint.unknown_event_type');
    expect(ruling?.detail).toContain('verdict.publishd');
    expect(ruling?.facts?.known).toContain('verdict.published');
    expect(ruling?.facts?.known).not.toContain('ballot.cast');
  });

  it('must choose something', () => {
    expect(mayReceive(admin, [])?.code).toBe('endpoint.unknown_event_type');
  });
});

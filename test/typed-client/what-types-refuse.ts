import { type Desk, deskOf, type Schemas } from './story.js';

// Never run. Types as weak as `any` or `unknown` would let these lines through, and then the compiler complains that it
// had nothing to complain about.
export async function mistakes(desk: Desk, claim: Schemas['Claim'], verdict: Schemas['Verdict']): Promise<unknown[]> {
  const params = { path: { id: claim.id } };
  // @ts-expect-error -- there is no such address
  await desk.GET('/v1/klaims');
  // @ts-expect-error -- a claim has an id in its address
  await desk.GET('/v1/claims/{id}');
  // @ts-expect-error -- no such status
  await desk.GET('/v1/claims', { params: { query: { status: 'nonsense' } } });
  // @ts-expect-error -- a change needs If-Match
  await desk.PATCH('/v1/claims/{id}', { params, body: { priority: 1 } });
  // @ts-expect-error -- a reason is from a list
  await desk.POST('/v1/claims/{id}/accept', { params, body: { reason: 'because' } });
  // @ts-expect-error -- a body is needed
  await desk.POST('/v1/claims/{id}/accept', { params });
  // @ts-expect-error -- an enquiry says whether somebody was contacted
  await desk.POST('/v1/claims/{id}/enquiries', { params, body: { reason: 'x' } });
  const { data } = await deskOf('', '').GET('/v1/claims', {});
  return [
    // @ts-expect-error -- a list may be refused
    data.items,
    // @ts-expect-error -- nobody may be assigned
    claim.assignee.length,
    // @ts-expect-error -- no such field
    claim.organization,
    // @ts-expect-error -- no such status of a verdict
    verdict.status === 'nonsense',
    // @ts-expect-error -- a version is a number
    verdict.version.length,
  ];
}

import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.js';

/** Everything here comes out of openapi.json: addresses, bodies, and what answers hold. */
export type Schemas = components['schemas'];
export type Desk = Client<paths>;

export const deskOf = (address: string, key: string): Desk =>
  createClient<paths>({ baseUrl: address, headers: { authorization: `Bearer ${key}` } });

export interface Staff {
  readonly admin: Desk;
  readonly researcher: Desk;
  readonly researcherId: string;
  readonly reviewer: Desk;
  readonly editor: Desk;
}
export interface Told {
  readonly claim: Schemas['ClaimWithParts'];
  readonly verdict: Schemas['Verdict'];
  readonly register: string;
  readonly bundle: ArrayBuffer;
  readonly keys: string[];
}

/** The answer, or the problem as an error. */
async function answered<T>(asked: Promise<{ data?: T; error?: Schemas['Problem'] }>): Promise<T> {
  const { data, error } = await asked;
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail}`);
  return data;
}

const interests = { declared: 'none' } as const;

/** From an article to an audit bundle, by generated types alone. */
export async function tellTheStory(staff: Staff): Promise<Told> {
  const claim = await claimInChecking(staff);
  const verdict = await published(staff, claim.id, await gathered(staff, claim.id));
  const keys = (await answered(staff.admin.GET('/v1/ledger/keys'))).keys;
  const path = { path: { id: claim.id }, query: { include: 'utterances,citations,enquiries,verdicts' } };
  return {
    claim: await answered(staff.editor.GET('/v1/claims/{id}', { params: path })),
    verdict,
    register: new TextDecoder().decode(await reported(staff.admin, 'claims-register')),
    bundle: await reported(staff.admin, 'audit-bundle'),
    keys,
  };
}

async function claimInChecking({ researcher, researcherId, editor }: Staff): Promise<Schemas['Claim']> {
  const article = await answered(
    researcher.POST('/v1/articles', {
      body: { headline: 'A rescue', outlet: 'The Courier', language: 'en', text: 'Nearly 900 people are still held.' },
    }),
  );
  const claim = await answered(
    researcher.POST('/v1/claims', {
      body: {
        statement: 'Nearly 900 people are still held.',
        kind: 'quantity',
        language: 'en',
        quantity: { comparator: 'nearly', high: '900', unit: 'people' },
        mode: 'stated',
        claimant: { kind: 'outlet', name: article.outlet },
        appearance: { article: article.id, exact: '900 people are still held' },
      },
    }),
  );
  const params = { path: { id: claim.id } };
  await answered(editor.POST('/v1/claims/{id}/accept', { params, body: { reason: 'reach' } }));
  const assigned = await answered(
    editor.POST('/v1/claims/{id}/assign', { params, body: { member: researcherId, dueOn: '2030-01-01' } }),
  );
  return answered(
    editor.PATCH('/v1/claims/{id}', {
      params: { ...params, header: { 'If-Match': `"${assigned.version}"` } },
      body: { priority: 2 },
    }),
  );
}

async function gathered({ researcher }: Staff, claim: string): Promise<Schemas['Citation']> {
  const source = await answered(
    researcher.POST('/v1/sources', { body: { kind: 'document', title: 'Register', access: 'open' } }),
  );
  const params = { path: { id: claim } };
  await answered(
    researcher.POST('/v1/claims/{id}/enquiries', { params, body: { contacted: false, reason: 'It is fictional.' } }),
  );
  return answered(
    researcher.POST('/v1/claims/{id}/citations', {
      params,
      body: {
        source: source.id,
        stance: 'refutes',
        mode: 'consulted',
        primary: true,
        excerpt: '894 people',
        consultedOn: '2025-05-09',
      },
    }),
  );
}

async function published(
  { researcher, reviewer, editor }: Staff,
  claim: string,
  citation: Schemas['Citation'],
): Promise<Schemas['Verdict']> {
  const draft = await answered(
    researcher.POST('/v1/claims/{id}/verdicts', {
      params: { path: { id: claim } },
      body: {
        rating: 'mostly_true',
        summary: 'The register counts 894.',
        rationale: 'As of 5 May the register held 894 persons.',
        citations: [citation.id],
      },
    }),
  );
  const params = { path: { id: draft.id } };
  const { digest } = await answered(researcher.POST('/v1/verdicts/{id}/submit', { params, body: { interests } }));
  if (digest === null) throw new Error('a submitted verdict has a digest');
  const ballot = await answered(
    reviewer.POST('/v1/verdicts/{id}/ballots', { params, body: { choice: 'approve', digest, interests } }),
  );
  if (ballot.outcome !== 'approve') throw new Error(`one approval did not decide: ${ballot.outcome}`);
  return answered(editor.POST('/v1/verdicts/{id}/publish', { params, body: { interests } }));
}

async function reported(admin: Desk, kind: Schemas['Report']['kind']): Promise<ArrayBuffer> {
  const { id } = await answered(admin.POST('/v1/reports', { body: { kind } }));
  const params = { path: { id } };
  const until = performance.now() + 20_000;
  for (;;) {
    const { status } = await answered(admin.GET('/v1/reports/{id}', { params }));
    if (status === 'done') break;
    if (status === 'failed' || performance.now() > until) throw new Error(`the ${kind} is ${status}`);
  }
  const { data, response } = await admin.GET('/v1/reports/{id}/content', { params, parseAs: 'arrayBuffer' });
  if (!data) throw new Error(`the ${kind} cannot be downloaded: ${response.status}`);
  return data;
}

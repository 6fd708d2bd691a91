// What a newsroom does all day, over HTTP: one claim from submission to publication, and what is read meanwhile.
import { randomUUID } from 'node:crypto';

const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** Members of every desk, their article and their source. `call` throws with the answer's words when it is refused. */
export async function openNewsroom(address, adminKey) {
  const call = caller(address);
  const hire = async (name, role) => {
    const { invitation } = await call(adminKey, 'POST', '/members', { name, roles: [role] });
    return (await call(undefined, 'POST', '/invitations/redeem', { invitation })).key;
  };
  const rosa = await hire('Rosa', 'researcher');
  const ravi = await hire('Ravi', 'reviewer');
  const edna = await hire('Edna', 'editor');
  const { member } = await call(rosa, 'GET', '/me');
  const text = 'It was carried out under the Biden administration.';
  const article = await call(rosa, 'POST', '/articles', {
    headline: 'A rescue',
    outlet: 'The Courier',
    language: 'en',
    text,
  });
  const source = await call(rosa, 'POST', '/sources', {
    kind: 'document',
    title: 'An amendment',
    access: 'open',
    url: 'https://source.example/',
  });
  const { slug } = await call(adminKey, 'GET', '/organization');
  return { call, address, adminKey, rosa, ravi, edna, member, article: article.id, source: source.id, slug };
}

function caller(address) {
  return async (key, method, route, body) => {
    const answer = await fetch(`${address}/v1${route}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${text}`);
    return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  };
}

const none = { interests: { declared: 'none' } };

/** Eleven verbs; the claim's id. */
export async function publishOne({ call, rosa, ravi, edna, member, article, source }, number) {
  const claim = await call(rosa, 'POST', '/claims', {
    statement: `The operation numbered ${number} was carried out under the Biden administration.`,
    kind: 'attribution',
    language: 'en',
    mode: 'stated',
    claimant: { kind: 'outlet', name: `Outlet ${number % 50}` },
    appearance: { article, exact: 'the Biden administration' },
  });
  const on = `/claims/${claim.id}`;
  await call(edna, 'POST', `${on}/accept`, { reason: 'reach' });
  await call(edna, 'POST', `${on}/assign`, { member });
  const citation = await call(rosa, 'POST', `${on}/citations`, {
    source,
    stance: 'refutes',
    mode: 'linked',
    primary: true,
  });
  await call(rosa, 'POST', `${on}/enquiries`, { contacted: false, reason: 'The outlet is fictional.' });
  const verdict = await call(rosa, 'POST', `${on}/verdicts`, {
    rating: 'false',
    summary: 'Another administration was in office.',
    rationale: 'Its term had ended on 20 January 2025.',
    citations: [citation.id],
  });
  const { digest } = await call(rosa, 'POST', `/verdicts/${verdict.id}/submit`, none);
  await call(ravi, 'POST', `/verdicts/${verdict.id}/ballots`, { choice: 'approve', digest, ...none });
  await call(edna, 'POST', `/verdicts/${verdict.id}/publish`, none);
  return claim.id;
}

/** One thing that somebody reads: a member, a newsroom's tool, a reader of the public pages. */
export async function readOne({ call, address, edna, slug }, claims) {
  const claim = pick(claims);
  const reads = [
    () => call(edna, 'GET', `/claims/${claim}?include=citations,verdicts`),
    () => call(edna, 'GET', `/claims/${claim}/history`),
    () => call(edna, 'GET', '/claims?status=published&limit=50'),
    () => call(edna, 'GET', '/queue/counts'),
    () => call(edna, 'GET', '/queue/unassigned'),
    () =>
      call(edna, 'GET', `/claims/${claims[0]}?asOf=${new Date(Date.now() - 1_000).toISOString()}`).catch(passOver404),
    () => call(edna, 'GET', '/events?after=0&limit=50'),
    () => fetch(`${address}/p/${slug}`).then((answer) => answer.text()),
    () => fetch(`${address}/p/${slug}/feed.json`).then((answer) => answer.text()),
    () => fetch(`${address}/p/${slug}/v1alpha1/claims:search?query=operation`).then((answer) => answer.text()),
  ];
  await pick(reads)();
}

const passOver404 = (error) => {
  if (!/: 404 /.test(error.message)) throw error; // that claim was not there yet
};

/** Asks for a report, waits until it is made, and reads it to its end. */
export async function readReport({ call, address, adminKey }, body) {
  const { id } = await call(adminKey, 'POST', '/reports', body);
  for (;;) {
    const { status } = await call(adminKey, 'GET', `/reports/${id}`);
    if (status === 'done') break;
    if (status !== 'queued' && status !== 'running') throw new Error(`report ${body.kind}: ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const answer = await fetch(`${address}/v1/reports/${id}/content`, {
    headers: { authorization: `Bearer ${adminKey}` },
  });
  return (await answer.arrayBuffer()).byteLength;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';

const samples = path.resolve(import.meta.dirname, '..', 'samples');

async function post(address, key, route, body) {
  const answer = await fetch(`${address}/v1${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${route}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const members = 8;

/** Members who may read and submit, each with a key, and the sample article; all made over HTTP like any other. */
export async function hire(address, adminKey, roles = ['researcher', 'editor']) {
  const hired = [];
  for (let number = 1; number <= members; number += 1) {
    const wanted = { name: `Member ${number}`, roles };
    const { invitation } = await post(address, adminKey, '/members', wanted);
    hired.push(await post(address, undefined, '/invitations/redeem', { invitation }));
  }
  const article = await post(address, hired[0].key, '/articles', {
    ...JSON.parse(readFileSync(path.join(samples, 'article.json'), 'utf8')),
    text: readFileSync(path.join(samples, 'article.txt'), 'utf8'),
  });
  return {
    keys: hired.map(({ key }) => key),
    member: hired[0].member.id,
    members: hired.map(({ member }) => member.id),
    article: article.id,
  };
}

/** What POST /v1/claims is sent: the sample claims as they stand in the sample article, by claimants known already. */
export const submissions = (article) =>
  readFileSync(path.join(samples, 'claims.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ statement, kind, language, claimant, mode, impliedBecause, exact, prefix, suffix }) => ({
      statement,
      kind,
      language,
      claimant,
      mode,
      impliedBecause,
      appearance: { article, exact, prefix, suffix },
    }));

/** Registers the claimants of the submissions, so that every measured one finds them. */
export async function registerClaimants(address, key, bodies) {
  for (const body of bodies) await post(address, key, '/claims', body);
}

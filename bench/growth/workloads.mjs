import { isDeepStrictEqual } from 'node:util';

const queues = [
  'mine',
  'unassigned',
  'waiting_for_my_ballot',
  'changes_requested',
  'overdue',
  'embargoed',
  'stuck',
  'recheck',
];
const shown = 50;
const step = 40;
const deepest = 40;

async function answerOf({ address, keys }, route) {
  // A kept connection may have been closed meanwhile: some of these answers take long.
  const headers = { authorization: `Bearer ${keys[0]}`, connection: 'close' };
  const answer = await fetch(`${address}/v1${route}`, { headers });
  if (!answer.ok) throw new Error(`GET ${route}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** The same list from as deep as it goes, up to 1,600 items, with a whole page behind it. */
async function deep(desk, route) {
  const with_ = (more) => `${route}${route.includes('?') ? '&' : '?'}${more}`;
  const cursors = [];
  let found = 0;
  for (let cursor; cursors.length < deepest;) {
    const page = await answerOf(desk, with_(`limit=${step}${cursor ? `&cursor=${cursor}` : ''}`));
    found += page.items.length;
    if (!page.next) break;
    cursors.push((cursor = page.next));
  }
  const whole = cursors.filter((_, place) => found - step * (place + 1) > shown || cursors.length === deepest);
  if (whole.length === 0) throw new Error(`${route} has no two pages: ${found} items`);
  return with_(`limit=${shown}&cursor=${whole.at(-1)}`);
}

/** By name what is asked for: paths of which any is as good as another. Each desk has its own claims, and as many of them. */
export async function workloadsOf(desk, { short, long, members }) {
  const of = (claims, tail) => claims.map((claim) => `/v1/claims/${claim.id}${tail(claim)}`);
  const paths = {
    get: of(short, () => ''),
    'get, with citations and verdicts': of(short, () => '?include=citations,verdicts'),
    'queue counts': ['/v1/queue/counts'],
  };
  const lists = {
    list: '/claims',
    'list by status': '/claims?status=checking',
    'list by kind': '/claims?kind=quantity',
    'list by topic': '/claims?topic=health',
    'list by assignee': `/claims?assignee=${members[0]}`,
    'list by status and assignee': `/claims?status=published&assignee=${members[0]}`,
    ...Object.fromEntries(queues.map((name) => [`queue ${name}`, `/queue/${name}`])),
  };
  for (const [name, route] of Object.entries(lists)) {
    paths[name] = [`/v1${route}${route.includes('?') ? '&' : '?'}limit=${shown}`];
    paths[`${name}, deep`] = [`/v1${await deep(desk, route)}`];
  }
  return {
    ...paths,
    'history of 14 events': of(short, () => '/history'),
    'history of 412 events': of(long, () => '/history'),
    'history of 412 events, deep': of(long, ({ middle }) => `/history?before=${middle}`),
    'as of an index': of(short, ({ index }) => `?atIndex=${index}`),
    'as of a time': of(short, ({ at }) => `?asOf=${at}`),
    'as of an index, with citations and verdicts': of(
      short,
      ({ index }) => `?include=citations,verdicts&atIndex=${index}`,
    ),
    'as of a time, long claim': of(long, ({ at }) => `?asOf=${at}`),
    'stages of a claim': of(short, () => '/stages'),
    'stages of a claim of 412 events': of(long, () => '/stages'),
  };
}

/** The last state that the log tells of a claim is the one that the desk shows; so the generated log is worth reading. */
export async function demandTruth(desk, { events, short, long }) {
  for (const { id } of [...short.slice(0, 20), ...long.slice(0, 5)]) {
    const route = `/claims/${id}?include=utterances,citations,verdicts`;
    const [now, then] = [await answerOf(desk, route), await answerOf(desk, `${route}&atIndex=${events - 1}`)];
    if (!isDeepStrictEqual(now, then))
      throw new Error(`claim ${id} is not what its log says:\n${JSON.stringify(now)}\n${JSON.stringify(then)}`);
  }
}

/** Milliseconds of each of a few runs, one after the other: for what is too slow to be asked for in a loop. */
export async function timesOf(desk, route, runs) {
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await answerOf(desk, route);
    times.push(performance.now() - began);
  }
  return times;
}

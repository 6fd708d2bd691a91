import { accessTable } from '#libs/factcheck';
import { newId, type Role } from '#libs/kernel';
import { type Caller, unknownKey } from '../support/newsroom.js';
import { committed, Contract } from './contract/contract.js';
import { openRoom, type Room } from './contract/room.js';
import { wholeDay } from './contract/whole-day.js';
import { ask, exampleOf, isDenied, told } from './matrix/asking.js';
import { hasId, name, type Route, routes, tableOf } from './matrix/routes.js';

jest.setTimeout(120_000);

const roles: readonly Role[] = ['researcher', 'reviewer', 'editor', 'auditor', 'admin'];

/** Every route of openapi.json × everybody who might try it, in a newsroom where everything has happened once. */
describe('the access matrix', () => {
  let room: Room;
  let all: readonly Route[];
  let keyed: readonly Route[];
  const people = new Map<Role, Caller>();
  let machine: Caller;
  /** All roles of another organization. */
  let rival: Caller;
  const ours = new Map<string, string>();

  beforeAll(async () => {
    room = await openRoom(new Contract(committed()));
    await wholeDay(room);
    const { newsroom } = room;
    all = routes(newsroom.app);
    keyed = all.filter(({ grant }) => grant !== 'open' && grant !== 'operator');
    for (const role of roles)
      people.set(role, newsroom.caller((await newsroom.hire(`Only a ${role}`, role)).key ?? ''));
    machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'A machine' })).key);
    rival = newsroom.caller((await newsroom.rival()).key ?? '');
    const { organization, member } = await rival.get('/me');
    await newsroom.on.asOwner(`update member set roles = $1 where id = $2`, [[...roles], member]);
    const mine = (await newsroom.admin.get('/me')).organization;
    expect(organization).not.toBe(mine);
    for (const table of new Set(keyed.filter(hasId).map(tableOf))) {
      const [row] = await newsroom.on.asOwner<{ id: string }>(
        `select id from ${table} where organization_id = $1 order by id desc limit 1`,
        [mine],
      );
      if (!row) throw new Error(`there is no ${table} in this newsroom: let a story of the contract make one`);
      ours.set(table, row.id);
    }
  });
  afterAll(() => room?.close());

  const idFor = (route: Route): string => ours.get(tableOf(route)) ?? newId();

  it('opens each route to the roles of the policy table, and to no other', async () => {
    const wrong: string[] = [];
    for (const route of keyed) {
      const granted: readonly string[] = accessTable[route.grant as keyof typeof accessTable];
      for (const [role, caller] of [...people, ['integration', machine] as const]) {
        const may = granted.includes(role);
        // Whoever is let in does nothing: nothing has this id. Whoever is not, hears it about what exists too.
        const answers = [await ask(caller, route, newId())];
        if (!may && hasId(route)) answers.push(await ask(caller, route, idFor(route)));
        for (const answer of answers)
          if (isDenied(answer) === may || answer.status === 401 || answer.status >= 500)
            wrong.push(`${name(route)} by ${role}: ${answer.status} ${answer.text.slice(0, 100)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('opens no route without a key, nor to one that is malformed, unknown, expired, revoked, or of a suspended member', async () => {
    const { newsroom } = room;
    const issued = async (label: string) =>
      newsroom.caller((await newsroom.admin.post('/api-keys', { name: label })).key);
    const [expired, revoked] = [await issued('expired'), await issued('revoked')];
    const suspended = await newsroom.hire('Sam Suspended', ...roles);
    await newsroom.on.asOwner(`update api_key set expires_at = now() - interval '1 second' where name = 'expired'`);
    await newsroom.on.asOwner(`update api_key set revoked_at = now() where name = 'revoked'`);
    await newsroom.on.asOwner(`update member set status = 'suspended' where id = $1`, [suspended.member]);
    const key = newsroom.admin.key ?? '';
    const nobodies: Record<string, [Caller, string]> = {
      'no key': [newsroom.nobody, 'key.missing'],
      malformed: [newsroom.caller('cd_nonsense'), 'key.invalid'],
      'one letter off': [newsroom.caller(key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a')), 'key.invalid'],
      unknown: [newsroom.caller(unknownKey()), 'key.invalid'],
      expired: [expired, 'key.invalid'],
      revoked: [revoked, 'key.invalid'],
      suspended: [newsroom.caller(suspended.key ?? ''), 'key.invalid'],
    };
    const wrong: string[] = [];
    for (const route of all.filter(({ grant }) => grant !== 'open')) {
      for (const [who, [caller, code]] of Object.entries(nobodies)) {
        const answer = await ask(caller, route, idFor(route));
        if (answer.status !== 401 || answer.body.code !== code)
          wrong.push(`${name(route)} with ${who}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("makes organizations for the operator's key alone, whose key opens nothing else", async () => {
    const wrong: string[] = [];
    for (const route of all.filter(({ grant }) => grant === 'operator'))
      for (const caller of [...people.values(), machine, rival])
        if ((await ask(caller, route, newId())).status !== 401) wrong.push(name(route));
    expect(wrong).toEqual([]);
  });

  describe('for another organization', () => {
    it('answers an id of ours in an address like one that does not exist, whatever the body', async () => {
      const wrong: string[] = [];
      for (const route of keyed.filter(hasId)) {
        const example = exampleOf(route);
        for (const body of [{}, ...(example ? [example] : [])]) {
          const [id, missing] = [idFor(route), newId()];
          const [foreign, none] = [await ask(rival, route, id, { body }), await ask(rival, route, missing, { body })];
          if (foreign.status < 400 || told(foreign, id) !== told(none, missing))
            wrong.push(`${name(route)}: ${told(foreign, id)} ≠ ${told(none, missing)}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('answers ids of ours in a body like ids that do not exist', async () => {
      const wrong: string[] = [];
      let tried = 0;
      const placeholder = /0197c0de-0000-7000-8000-00000000000\d/g;
      const every = [...ours.values()];
      for (const route of keyed.filter(({ method }) => method !== 'get')) {
        const example = JSON.stringify(exampleOf(route) ?? {});
        if (!placeholder.test(example)) continue;
        const theirs = await ownIdOf(route);
        for (const id of every) {
          const missing = newId();
          const body = (which: string): object => JSON.parse(example.replace(placeholder, which)) as object;
          const [foreign, none] = [
            await ask(rival, route, theirs, { body: body(id) }),
            await ask(rival, route, theirs, { body: body(missing) }),
          ];
          tried += 1;
          if (told(foreign, id, theirs) !== told(none, missing, theirs))
            wrong.push(`${name(route)}: ${told(foreign, id)} ≠ ${told(none, missing)}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(100);
    });

    it('lists nothing of ours, and takes no cursor of ours', async () => {
      const ids = [...ours.values()];
      let cursors = 0;
      for (const route of keyed.filter(({ method, template }) => method === 'get' && !template.includes('{'))) {
        const answer = await ask(rival, route, '');
        expect([name(route), ids.filter((id) => answer.text.includes(id))]).toEqual([name(route), []]);
        const mine = await ask(room.newsroom.caller(await everything()), route, '', { query: '?limit=1' });
        const next: unknown = mine.status === 200 ? mine.body.next : undefined;
        if (typeof next !== 'string') continue;
        const taken = await ask(rival, route, '', { query: `?limit=1&cursor=${next}` });
        expect([name(route), taken.status, taken.body.code]).toEqual([name(route), 400, 'request.bad_cursor']);
        cursors += 1;
      }
      expect(cursors).toBeGreaterThan(5);
    });

    // After the lists: what somebody narrowed an export by stands in their own log.
    it('finds nothing by ids of ours in a filter', async () => {
      let tried = 0;
      for (const route of keyed.filter(({ method, template }) => method === 'get' && !template.includes('{'))) {
        for (const { name: field, schema } of route.operation.parameters) {
          if ((schema as { format?: string } | undefined)?.format !== 'uuid') continue;
          for (const id of ours.values()) {
            const { status, body, text } = await ask(rival, route, '', { query: `?${field}=${id}` });
            // A list is empty; what is no list is not there; a file does not tell of it.
            const isFile = route.template.includes('/export.');
            const found = isFile ? [...ours.values()].filter((one) => text.includes(one)) : body.items;
            expect([name(route), field, status === 404 ? [] : found]).toEqual([name(route), field, []]);
            tried += 1;
          }
        }
      }
      expect(tried).toBeGreaterThan(0);
    });

    it('knows no ETag of ours', async () => {
      for (const route of keyed.filter((one) => one.method === 'get' && hasId(one))) {
        const answer = await ask(rival, route, idFor(route), { headers: { 'if-none-match': '"1", W/"1", *' } });
        expect([name(route), answer.status]).toEqual([name(route), 404]);
      }
    });

    it('remembers no answer of ours under the same Idempotency-Key', async () => {
      const headers = { 'idempotency-key': 'the-same-for-both' };
      const body = { headline: 'Ours', outlet: 'Ours', language: 'en', text: 'Ours alone.' };
      const editor = people.get('editor') as Caller;
      const [first, again, theirs] = [
        await editor.send('post', '/v1/articles', body, headers),
        await editor.send('post', '/v1/articles', body, headers),
        await rival.send('post', '/v1/articles', body, headers),
      ];
      expect([first.status, again.body.id, theirs.status]).toEqual([201, first.body.id, 201]);
      expect(theirs.body.id).not.toBe(first.body.id);
    });
  });

  /** Something of the rival's own, for the address of a route whose body is attacked; or an id of nothing. */
  async function ownIdOf(route: Route): Promise<string> {
    if (!hasId(route)) return '';
    const [row] = await room.newsroom.on.asOwner<{ id: string }>(
      `select id from ${tableOf(route)} where organization_id = $1 limit 1`,
      [(await rival.get('/me')).organization],
    );
    return row?.id ?? newId();
  }

  let whole: string | undefined;
  /** A key of ours that opens everything a person may. */
  const everything = async (): Promise<string> =>
    (whole ??= (await room.newsroom.hire('Everything', ...roles)).key ?? '');
});

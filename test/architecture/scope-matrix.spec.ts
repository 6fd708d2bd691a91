import { accessTable, type Action, scopeTable } from '#libs/factcheck';
import { newId, roles, type Scope, scopes } from '#libs/kernel';
import { type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { ask } from './matrix/asking.js';
import { name, type Route, routes } from './matrix/routes.js';

jest.setTimeout(120_000);

/** Every route of openapi.json × keys with each scope alone, and with all but that one. */
describe('the scope matrix', () => {
  let newsroom: Newsroom;
  let whole: Caller;
  let keyed: readonly Route[];

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    whole = await newsroom.hire('Everything', ...roles);
    keyed = routes(newsroom.app).filter(({ grant }) => grant !== 'open' && grant !== 'operator');
  });
  afterAll(() => newsroom?.close());

  const narrowed = async (which: readonly Scope[]): Promise<{ person: Caller; machine: Caller }> => {
    const body = { name: which.join(), scopes: which };
    const [person, machine] = [await whole.post('/me/api-keys', body), await newsroom.admin.post('/api-keys', body)];
    return { person: newsroom.caller(person.key), machine: newsroom.caller(machine.key) };
  };
  it.each(scopes)('opens to %s what the table says, and nothing else', async (scope) => {
    const [alone, without] = [await narrowed([scope]), await narrowed(scopes.filter((one) => one !== scope))];
    const wrong: string[] = [];
    for (const route of keyed) {
      const needs: string = scopeTable[route.grant as Action];
      const granted: readonly string[] = accessTable[route.grant as Action];
      for (const who of granted.includes('integration') ? (['person', 'machine'] as const) : (['person'] as const)) {
        for (const [caller, may] of [
          [alone[who], needs === scope || needs === 'always'],
          [without[who], needs !== scope],
        ] as const) {
          const answer = await ask(caller, route, newId());
          const isClosed = answer.status === 403 && answer.body.code === 'access.out_of_scope';
          if (isClosed === may || answer.status === 401 || answer.status >= 500)
            wrong.push(`${name(route)} by a ${who}: ${answer.status} ${answer.text.slice(0, 100)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

import { PublicConnections } from '#libs/database';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

describe('connections for readers', () => {
  let on: TestDatabase;
  let connections: PublicConnections;

  beforeAll(async () => {
    on = await freshDatabase();
    connections = new PublicConnections(on.ownerUrl, { connections: 2, seconds: 1 });
  });
  afterAll(async () => {
    await connections?.close();
    await on?.drop();
  });

  const code = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      await work;
      return 'answered';
    } catch (error) {
      return (error as { refusal?: { code: string } }).refusal?.code ?? error;
    }
  };

  it('give up what takes too long, refuse whoever has waited too long for one, and go on', async () => {
    const asked = [0, 1, 2, 3].map(() => code(connections.read('select pg_sleep(30)')));
    expect(await Promise.all(asked)).toEqual(['request.busy', 'request.busy', 'request.busy', 'request.busy']);
    expect(await code(connections.read('select 1'))).toBe('answered');
  });
});

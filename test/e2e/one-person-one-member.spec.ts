import { type Newsroom, openNewsroom } from '../support/newsroom.js';

describe('one person is one member', () => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    await newsroom.admin.post('/members', { name: 'Grace Größe', email: 'grace@desk.example', roles: ['reviewer'] });
  });
  afterAll(() => newsroom?.close());

  const roles = ['reviewer'];

  it.each(['Grace Größe', ' grace  größe ', 'GRACE GRÖSSE', 'Grace Gro\u0308ße', 'Ｇrace\u200b Größe'])(
    'the name %j is taken',
    async (name) => {
      expect(await newsroom.admin.refused('/members', { name, roles })).toBe('409 member.name_taken');
    },
  );

  it.each(['grace@desk.example', 'Grace@Desk.Example ', 'ｇrace@desk.example'])(
    'the e-mail address %j is taken, and whose it is said',
    async (email) => {
      const answer = await newsroom.admin.send('post', '/v1/members', { name: 'Another', email, roles });
      expect([answer.status, answer.body.code]).toEqual([409, 'member.email_taken']);
      expect(answer.body.detail).toMatch(/"Grace Größe"/);
    },
  );

  it('somebody else is not, nor the same at another newsroom, nor the address of one who is suspended', async () => {
    await newsroom.admin.post('/members', { name: 'Grace Grosser', email: 'grosser@desk.example', roles });
    await newsroom.admin.post('/members', { name: 'Without Mail', roles });
    await (await newsroom.rival()).post('/members', { name: 'Grace Größe', email: 'grace@desk.example', roles });
    await newsroom.on.asOwner(`update member set status = 'suspended' where email = 'grosser@desk.example'`);
    await newsroom.admin.post('/members', { name: 'Paul Grosser', email: 'grosser@desk.example', roles });
  });

  it('of spellings that are invited at once one is', async () => {
    const spellings = Array.from({ length: 20 }, (_, n) => `Race${' '.repeat(n + 1)}Runner`);
    const answers = await Promise.all(
      spellings.map((name) => newsroom.admin.send('post', '/v1/members', { name, roles })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'member.name_taken')).toHaveLength(19);
  });
});

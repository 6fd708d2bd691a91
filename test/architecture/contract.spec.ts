import { committed, Contract } from './contract/contract.js';
import { openRoom, type Room } from './contract/room.js';
import { stories } from './contract/whole-day.js';

/** Every answer of a long day at a newsroom, held against openapi.json: status, headers, content type and every field. */
describe('what goes over the wire is what is described', () => {
  const contract = new Contract(committed());
  let room: Room;

  beforeAll(async () => {
    room = await openRoom(contract);
  });
  afterAll(() => room?.close());
  afterEach(() => {
    expect(contract.faults.splice(0)).toEqual([]);
  });

  it.each(Object.entries(stories))('%s', (_, tell) => tell(room));

  it('on every route at least once', () => {
    const all = Object.values(contract.document.paths).flatMap((methods) => Object.values(methods));
    expect(all.map((one) => one.operationId).filter((name) => !contract.seen.has(name))).toEqual([]);
  });
});

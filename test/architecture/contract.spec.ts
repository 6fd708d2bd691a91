import { committed, Contract } from './contract/contract.js';
import { correcting } from './contract/correcting.js';
import { gathering } from './contract/gathering.js';
import { judging } from './contract/judging.js';
import { files, webhooks } from './contract/outside.js';
import { doors, rules } from './contract/people.js';
import { sourcing } from './contract/sourcing.js';
import { openRoom, type Room } from './contract/room.js';
import { talking } from './contract/talking.js';
import { waiting } from './contract/waiting.js';

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

  it('on the doors, and for the newsroom and its people', () => doors(room));
  it('for articles, claims and what is gathered on them', () => gathering(room));
  it('for captures, changes of what was gathered, and what is confidential', () => sourcing(room));
  it('for verdicts, from draft to retraction', () => judging(room));
  it('for comments and their threads', () => talking(room));
  it('for a ballot that is withdrawn, and the rules that a newsroom gives itself', () => rules(room));
  it('for queues, stages, and how things were', () => waiting(room));
  it('for corrections, asked for inside and by readers', () => correcting(room));
  it('for imports, reports and the ledger', () => files(room));
  it('for webhooks, and in what is sent to them', () => webhooks(room));

  it('on every route at least once', () => {
    const all = Object.values(contract.document.paths).flatMap((methods) => Object.values(methods));
    expect(all.map((one) => one.operationId).filter((name) => !contract.seen.has(name))).toEqual([]);
  });
});

import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { committed, Contract } from '../architecture/contract/contract.js';
import { openRoom, type Room } from '../architecture/contract/room.js';
import { stories } from '../architecture/contract/whole-day.js';
import { Memory } from '../support/fuzz/memory.js';
import { type Plan, Plans, request, routesOf } from '../support/fuzz/plans.js';
import { staffing, type Staffing } from '../support/fuzz/staffing.js';
import { Wire } from '../support/fuzz/wire.js';
import { type Answer } from '../support/newsroom.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const total = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const chain = 50;
/** After so many chains everybody is new, so that whoever was dismissed or overruled by chance is missed no longer. */
const shift = 8;

jest.setTimeout(60_000 + total * 60);

/** Every answer read by `Contract` is remembered, for requests to come. */
class RememberingContract extends Contract {
  constructor(readonly memory: Memory) {
    super(committed());
  }

  override check(method: string, address: string, answer: Answer, sent?: unknown): void {
    super.check(method, address, answer, sent);
    const template = this.templateOf(address);
    if (template && answer.status < 300) this.memory.read(template, answer.body);
  }
}

describe(`requests that openapi.json leads to, and what nobody should send (SEED=${seed})`, () => {
  const memory = new Memory();
  const contract = new RememberingContract(memory);
  const faults: string[] = [];
  const counts = new Map<string, number>();
  let room: Room;
  let wire: Wire;
  let staff: Staffing;

  beforeAll(async () => {
    room = await openRoom(contract, { CLAIMDESK_RATE_PER_KEY: '0', CLAIMDESK_RATE_PER_ORGANIZATION: '0' });
    for (const tell of Object.values(stories)) await tell(room);
    contract.faults.splice(0);
    contract.seen.clear();
    wire = new Wire(room.newsroom.address);
  });
  afterAll(async () => {
    wire?.close();
    await room?.close();
  });

  async function act(plan: Plan, who: number): Promise<void> {
    const sent = request(plan, memory, staff.keyFor(plan.route, who));
    const answer = await wire.send(sent).catch((error: unknown) => String(error));
    if (typeof answer === 'string') return void faults.push(`${answer}\n  ${told(sent)}`);
    const kind = `${Math.floor(answer.status / 100)}xx`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    contract.check(plan.route.method, sent.address, answer, sent.json);
    if (answer.status >= 500) contract.faults.push('a 5xx');
    for (const fault of contract.faults.splice(0)) faults.push(`${fault}\n  ${told(sent)}\n  ${answer.text}`);
  }

  it(`${total} times: no 5xx, no answer that is not described, none that does not come`, async () => {
    const plans = new Plans(contract.document, 12);
    const step = fc.tuple(fc.oneof(...routesOf(contract.document).map((one) => plans.of(one))), fc.nat());
    let chains = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: chain, maxLength: chain }), async (steps) => {
        if (chains++ % shift === 0) staff = await staffing(room);
        await staff.tell(chains);
        for (const [plan, who] of steps) if (faults.length < 20) await act(plan, who);
      }),
      // What was done cannot be undone, so that a chain made shorter would be another story: faults are collected instead.
      { seed, numRuns: Math.ceil(total / chain), endOnFailure: true },
    );
    if (faults.length > 0) throw new Error(`SEED=${seed} repeats it.\n\n${faults.join('\n\n')}`);
    if (process.env.SHOW) console.log(Object.fromEntries(counts), contract.seen.size, staff.refused);
    // Requests that get nowhere would prove nothing.
    expect(counts.get('2xx')).toBeGreaterThan(total / 8);
    expect(contract.seen.size).toBeGreaterThan(routesOf(contract.document).length / 3);
  });
});

const told = ({ method, address, headers, body }: ReturnType<typeof request>): string =>
  `${method} ${address} ${JSON.stringify({ ...headers, authorization: undefined })} ${String(body).slice(0, 3_000)}`;

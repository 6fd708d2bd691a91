import { type Answer, type Body, type Caller, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { Receiver } from '../../support/receiver.js';
import { approvedVerdict, type Desk, none, staffed } from '../../support/story.js';
import { type Contract, WatchedCaller } from './contract.js';

/** A staffed newsroom in which every answer is held against the contract. */
export interface Room {
  readonly contract: Contract;
  readonly newsroom: Newsroom;
  readonly desk: Desk;
  /** An editor who has had no part in anything. */
  readonly uninvolved: Caller;
  readonly receiver: Receiver;
  readonly watched: (caller: Caller) => Caller;
  /** Bytes, with a content type of their own, from the editor. */
  readonly bytes: (method: 'post' | 'put', path: string, type: string, content: string) => Promise<Answer>;
  readonly publish: () => Promise<{ claim: Body; verdict: Body }>;
  close(): Promise<void>;
}

export async function openRoom(contract: Contract, environment: NodeJS.ProcessEnv = {}): Promise<Room> {
  const real = await openNewsroom(environment);
  const receiver = await Receiver.start();
  const server = real.app.getHttpServer() as ConstructorParameters<typeof WatchedCaller>[0];
  const watched = ({ key, member }: Caller): Caller => new WatchedCaller(server, contract, key, member);
  const newsroom: Newsroom = {
    ...real,
    admin: watched(real.admin),
    nobody: watched(real.nobody),
    hire: async (...who) => watched(await real.hire(...who)),
  };
  const desk = await staffed(newsroom);
  return {
    contract,
    newsroom,
    desk,
    uninvolved: await newsroom.hire('Uma Uninvolved', 'editor'),
    receiver,
    watched,
    async bytes(method, path, type, content) {
      const sent = await fetch(`${real.address}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${desk.editor.key}`, 'content-type': type },
        body: content,
      });
      const text = await sent.text();
      const body: Body = JSON.parse(text);
      const answer: Answer = { status: sent.status, body, text, headers: Object.fromEntries(sent.headers) };
      contract.check(method, `/v1${path}`, answer);
      return answer;
    },
    async publish() {
      const { claim, verdict } = await approvedVerdict(desk);
      return { claim, verdict: await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none }) };
    },
    async close() {
      await receiver.stop();
      await real.close();
    },
  };
}

/** The status of an answer that may be a refusal. */
export const status = async (
  caller: Caller,
  method: 'get' | 'post' | 'patch' | 'put' | 'delete',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<number> => (await caller.send(method, `/v1${path}`, body, headers)).status;

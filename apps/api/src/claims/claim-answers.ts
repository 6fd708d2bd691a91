import type { FastifyReply } from 'fastify';
import { readsHolds } from '#libs/desk';
import { withoutHoldReason } from '#libs/factcheck';
import type { Actor, JsonObject } from '#libs/kernel';
import { sendState } from '../http/answers.js';

/** A claim that a verb changed, as whoever asked for it may read it: why it is on hold is for editors. */
export const sendClaim = (reply: FastifyReply, reader: Actor, claim: JsonObject): void =>
  sendState(reply, readsHolds(reader) ? claim : withoutHoldReason(claim));

// The ground floor: ids, time, who acts, how a no is said, how JSON becomes bytes.
// It must not know: any framework, the database, or one word of fact-checking beyond the list of refusals.
export { canonicalJson, canonicalBytes, type Json, type JsonObject, type SubjectState } from './canonical-json.js';
export { idFrom, newId, isId } from './id.js';
export { encodeBase62, decodeBase62, randomBase62 } from './base62.js';
export { sha256, sha256Hex } from './digest.js';
export { type Clock, systemClock } from './clock.js';
export { type Actor, type Period, type Repeat, type Role, roles, type Scope, scopes, systemActor } from './actor.js';
export { Refused, refusal, demand, refuse, type Refusal, type Ruling, type FieldError } from './refusal.js';
export { refusalTitles, type RefusalCode } from './refusal-codes.js';
export { encodeCursor, decodeCursor, type ListOf, type Page, type PageRequest } from './page.js';

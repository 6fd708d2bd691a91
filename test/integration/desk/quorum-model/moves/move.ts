import type { Walk } from '../walk.js';

/** One thing that somebody tries. Refused is an answer; Idle says that there was nothing to try it on. */
export type Move = (walk: Walk) => Promise<unknown>;

import { claimLife } from './claim-life.js';
import { house } from './house.js';
import { judging } from './judging.js';
import type { Move } from './move.js';
import { writing } from './writing.js';

export const moves: Readonly<Record<string, Move>> = { ...writing, ...judging, ...claimLife, ...house };

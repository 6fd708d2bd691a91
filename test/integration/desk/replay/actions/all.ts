import type { Action } from '../scene.js';
import { claims } from './claims.js';
import { claimTurns } from './claim-turns.js';
import { comments } from './comments.js';
import { corrections } from './corrections.js';
import { erasures } from './erasures.js';
import { evidence } from './evidence.js';
import { house } from './house.js';
import { people } from './people.js';
import { verdicts } from './verdicts.js';
import { webhooks } from './webhooks.js';

/** Everything that a random run draws from. A new verb goes into one of these; a test names those that are in none. */
export const actions: Readonly<Record<string, Action>> = {
  ...claims,
  ...claimTurns,
  ...evidence,
  ...verdicts,
  ...comments,
  ...corrections,
  ...erasures,
  ...house,
  ...people,
  ...webhooks,
};

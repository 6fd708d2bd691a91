import type { Type } from '@nestjs/common';

/** What one room of the desk brings: verbs change, reads answer, and what is inside only these two use. */
export interface RoomProviders {
  readonly verbs: readonly Type[];
  readonly reads: readonly Type[];
  readonly inside: readonly Type[];
}

import type { Type } from '@nestjs/common';

/** What one room brings: what the applications use, and what only the rooms here do. */
export interface RoomProviders {
  readonly offered: readonly Type[];
  readonly inside: readonly Type[];
}

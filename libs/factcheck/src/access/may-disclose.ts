import { visibilityOf } from './visibility.js';
import type { SubjectType } from './visibility-table.js';

interface Event {
  readonly changes: readonly { readonly type: string }[];
}

/** Whether an excerpt of the log may open this commitment. What is legal or confidential stays closed in all of them. */
export function mayDisclose(event: Event, path: string): boolean {
  const [, change, field] = /^\/changes\/(\d+)\/after\/([^/]+)$/.exec(path) ?? [];
  const type = event.changes[Number(change)]?.type;
  if (type === undefined || field === undefined) return false;
  return !['legal', 'confidential'].includes(visibilityOf(type as SubjectType, field));
}

import type { JsonObject } from '#libs/kernel';
import type { EventFilter } from './event-filter.js';

export const payloadKinds = ['full', 'thin'] as const;
/** `full`: the fields of what changed. `thin`: only what to ask the API for, so that every reading is on record. */
export type PayloadKind = (typeof payloadKinds)[number];

export const endpointStatuses = ['enabled', 'disabled', 'archived'] as const;
export type EndpointStatus = (typeof endpointStatuses)[number];

/** What an endpoint gets, and how. */
export interface EndpointTerms {
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly string[];
  readonly filter: EventFilter;
  readonly payload: PayloadKind;
  /** At most so many requests in any second; null: as many as it takes. */
  readonly ratePerSecond: number | null;
  /** One delivery at a time, in the order of the log; a failing one holds up those behind it. */
  readonly strictOrder: boolean;
  /** Signed checkpoints of the ledger too, at most one each ten minutes. */
  readonly checkpoints: boolean;
}

/** An endpoint as everyone sees it: the answer, the event, the list. Never its secret, never the values of its headers. */
export interface Endpoint extends EndpointTerms, JsonObject {
  readonly id: string;
  readonly headerNames: readonly string[];
  readonly status: EndpointStatus;
  readonly disabledReason: string | null;
  readonly version: number;
  /** RFC 3339 */
  readonly createdAt: string;
}

export const endpointState = `json_build_object('id', e.id, 'url', e.url, 'description', e.description, 'eventTypes', e.event_types,
  'filter', e.filter, 'payload', e.payload, 'headerNames', e.header_names, 'ratePerSecond', e.rate_per_second,
  'strictOrder', e.strict_order, 'checkpoints', e.checkpoints, 'status', e.status, 'disabledReason', e.disabled_reason, 'version', e.version,
  'createdAt', instant(e.created_at))`;

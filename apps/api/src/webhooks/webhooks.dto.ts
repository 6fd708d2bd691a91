import { applyDecorators } from '@nestjs/common';
import { type ClaimStatus, claimStatuses, eventTypeNames } from '#libs/factcheck';
import {
  type DeliveryStatus,
  deliveryStatuses,
  type PayloadKind,
  payloadKinds,
  type RecoveryScope,
  recoveryScopes,
} from '#libs/webhooks';
import { described, type More, presence, ruled } from '../shapes/field-parts.js';
import { Choice, Choices, Flag, Inside, Moment, Text, WebAddress, Whole, WholeInQuery } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';

const isTextMap = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= 50 &&
  // With something to see in each, as everywhere.
  Object.values(value).every((text) => typeof text === 'string' && text.length <= 1_000 && /[\x21-\x7e]/.test(text));

/** Name to value. Which names and values fit is a rule of the endpoint. */
const HeaderMap = (more: More): PropertyDecorator =>
  applyDecorators(
    ruled('headers', isTextMap, 'must hold one text a header: {"x-api-key": "…"}'),
    described(more, { type: 'object', additionalProperties: { type: 'string', maxLength: 1_000 } }),
    ...presence(more),
  );

const codes = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= 100 &&
  value.every((text) => typeof text === 'string' && /^[\w.-]{1,100}$/.test(text));

const Codes = (more: More): PropertyDecorator =>
  applyDecorators(
    ruled('codes', codes, 'must be a list of at most 100 codes of letters, digits, dots, hyphens and underscores'),
    described(more, { type: String, isArray: true, maxItems: 100 }),
    ...presence(more),
  );

export class FilterBody {
  @Codes({ optional: true, about: 'Codes of topics.' })
  topics?: string[];

  @Choices(claimStatuses, { optional: true, min: 0, about: 'Of the claim, behind the event.' })
  statuses?: ClaimStatus[];

  @Codes({ optional: true, about: 'Codes of ratings.' })
  ratings?: string[];

  @Codes({ optional: true, about: 'es means es-VE too.' })
  languages?: string[];
}

const headersAbout = 'Sent with every request, such as an Authorization. Kept sealed and never shown again.';
const rateAbout = 'At most so many requests in any second.';
const orderAbout = 'One delivery at a time, in the order of the ledger: a failing one holds up those behind it.';
const checkpointsAbout =
  'Signed checkpoints of the ledger too, at most one each ten minutes: whoever keeps them is a witness.';
const filterAbout = 'Only events with one of these labels. Every list that is given must fit.';
const thinAbout = 'thin: ids and versions only; ask the API for the rest.';

export class CreateEndpointBody {
  @WebAddress({ example: 'https://cms.northwind.example/hooks/claimdesk' })
  url!: string;

  @Choices(eventTypeNames, {
    example: ['verdict.published'],
    about: 'Public events; an administrator may choose editorial ones too.',
  })
  eventTypes!: string[];

  @Text({ max: 300, optional: true })
  description?: string;

  @Inside(() => FilterBody, { optional: true, about: filterAbout })
  filter?: FilterBody;

  @Choice(payloadKinds, { optional: true, about: thinAbout })
  payload?: PayloadKind;

  @HeaderMap({ optional: true, about: headersAbout })
  headers?: Record<string, string>;

  @Whole(1, 1_000, { optional: true, about: rateAbout })
  ratePerSecond?: number;

  @Flag({ optional: true, about: orderAbout })
  strictOrder?: boolean;

  @Flag({ optional: true, about: checkpointsAbout })
  checkpoints?: boolean;
}

/** What is not given stays. */
export class ChangeEndpointBody {
  @WebAddress({ optional: true })
  url?: string;

  @Choices(eventTypeNames, { optional: true })
  eventTypes?: string[];

  @Text({ max: 300, optional: true, nullable: true })
  description?: string | null;

  @Inside(() => FilterBody, { optional: true, nullable: true, about: filterAbout })
  filter?: FilterBody | null;

  @Choice(payloadKinds, { optional: true, about: thinAbout })
  payload?: PayloadKind;

  @HeaderMap({ optional: true, nullable: true, about: `${headersAbout} Replaces all; needed with another host.` })
  headers?: Record<string, string> | null;

  @Whole(1, 1_000, { optional: true, nullable: true, about: rateAbout })
  ratePerSecond?: number | null;

  @Flag({ optional: true, about: orderAbout })
  strictOrder?: boolean;

  @Flag({ optional: true, about: checkpointsAbout })
  checkpoints?: boolean;
}

export class RotateSecretBody {
  @Whole(0, 168, {
    optional: true,
    about: 'Hours for which the old secret signs as well: 24 when not given, 0 ends it and all before it at once.',
  })
  graceHours?: number;
}

export class SwitchEndpointBody {
  @Text({ max: 300, optional: true })
  reason?: string;
}

export class RecoverBody {
  @Choice(recoveryScopes, {
    optional: true,
    about:
      'missed (when not given): never sent, exhausted or cancelled. exhausted: only those. all: delivered ones too.',
  })
  scope?: RecoveryScope;

  @Whole(0, Number.MAX_SAFE_INTEGER, { optional: true, about: 'From this ledger index on.' })
  sinceIndex?: number;

  @Moment({ optional: true, about: 'From this time on, instead of an index.' })
  since?: string;
}

export class RecoverQuery {
  @Choice(recoveryScopes, { optional: true })
  scope?: RecoveryScope;

  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, { optional: true })
  sinceIndex?: number;

  @Moment({ optional: true })
  since?: string;
}

export class DeliveryListQuery extends PageQuery {
  @Choice(deliveryStatuses, { optional: true })
  status?: DeliveryStatus;
}

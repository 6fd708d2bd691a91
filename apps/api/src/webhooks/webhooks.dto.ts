import { eventTypeNames } from '#libs/factcheck';
import { type DeliveryStatus, deliveryStatuses } from '#libs/webhooks';
import { Choice, Choices, Text, WebAddress } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';

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
}

export class DeliveryListQuery extends PageQuery {
  @Choice(deliveryStatuses, { optional: true })
  status?: DeliveryStatus;
}

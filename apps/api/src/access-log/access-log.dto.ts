import { accessEntryKinds } from '#libs/factcheck';
import { refusalTitles } from '#libs/kernel';
import { Choice, UuidField } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';

export class AccessLogQuery extends PageQuery {
  @Choice(accessEntryKinds, { optional: true })
  kind?: string;

  @Choice(Object.keys(refusalTitles), { optional: true, about: 'The code of the refusal.' })
  code?: string;

  @UuidField({ optional: true })
  key?: string;

  @UuidField({ optional: true })
  member?: string;
}

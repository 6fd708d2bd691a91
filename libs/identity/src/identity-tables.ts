import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json, type JsonObject } from '#libs/kernel';
import { newestVersion, subjectTable, SubjectTables } from '#libs/ledger';
import { digestState } from './access-log/access-digest-store.js';
import { keyState } from './key-store.js';
import { memberState } from './member-store.js';
import { methodologyState } from './methodology/methodology-store.js';
import { organizationState } from './organization-store.js';
import { proposalState } from './rules-store.js';
import { scaleState } from './scale-store.js';

const policyState = (p: string): string =>
  `json_build_object('id', ${p}.organization_id, 'content', ${p}.content, 'version', ${p}.version, 'createdAt', instant(${p}.created_at))`;

/** The first policy and the first scale are facts of the organization's creation. */
const begunWith =
  (fact: 'policy' | 'scale') =>
  ({ version, content }: JsonObject, facts: JsonObject): boolean =>
    version === 1 && canonicalJson(content as Json) === canonicalJson(facts[fact] ?? null);

/** Where the subjects of this room stand. */
@Injectable()
export class IdentityTables {
  constructor(tables: SubjectTables) {
    tables.add({
      organization: { ...subjectTable('organization', organizationState), key: 't.organization_id' },
      policy: { ...newestVersion('policy', policyState), begun: begunWith('policy') },
      methodology: newestVersion('methodology', methodologyState),
      policy_proposal: subjectTable('policy_proposal', proposalState),
      scale: { ...subjectTable('rating_scale', scaleState), begun: begunWith('scale') },
      member: subjectTable('member', memberState),
      key: subjectTable('api_key', keyState),
      access_digest: subjectTable('access_digest', digestState),
    });
  }
}

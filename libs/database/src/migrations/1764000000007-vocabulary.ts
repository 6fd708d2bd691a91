import { sqlMigration } from './sql-migration.js';

// Spelled out here although libs/factcheck has the lists: a migration must not change when a list grows. A test holds
// both together, so a new code comes with a new migration.
const vocabulary: Readonly<Record<string, readonly string[]>> = {
  'claim.kind': [
    'quantity',
    'date',
    'duration',
    'event',
    'causal',
    'attribution',
    'quotation',
    'affiliation',
    'legal',
    'authenticity',
    'prediction',
    'opinion',
  ],
  'claim.status': [
    'submitted',
    'accepted',
    'declined',
    'duplicate',
    'withdrawn',
    'checking',
    'published',
    'suspended',
    'retracted',
  ],
  'claim.origin': ['reader', 'monitoring', 'editor', 'partner'],
  'claim.selection_reason': ['reach', 'importance', 'harm', 'requests'],
  'claim.closing_reason': ['opinion', 'prediction', 'not_checkable', 'out_of_scope', 'no_capacity', 'other'],
  'claim_link.kind': ['in_tension_with', 'contradicts', 'repeats', 'part_of', 'follow_up_to', 'translation_of'],
  'claimant.kind': ['person', 'organization', 'outlet', 'unknown'],
  'utterance.mode': ['verbatim', 'paraphrase', 'stated', 'implied'],
  'source.kind': ['document', 'dataset', 'person', 'outlet'],
  'source.access': ['open', 'paywalled', 'on_request', 'interview_on_record', 'background', 'off_record'],
  'citation.stance': ['supports', 'refutes', 'context'],
  'citation.mode': ['captured', 'linked', 'consulted'],
  'verdict.outcome': ['rating', 'retraction'],
  'verdict.status': [
    'draft',
    'in_review',
    'changes_requested',
    'approved',
    'scheduled',
    'published',
    'superseded',
    'retracted',
    'abandoned',
  ],
};

const check = ([place, codes]: readonly [string, readonly string[]]): string => {
  const [table, column] = place.split('.');
  const list = codes.map((code) => `'${code}'`).join(', ');
  return `alter table ${table} add constraint ${table}_${column}_known check (${column} in (${list}));`;
};

/** The database knows the words too. */
export const Vocabulary = sqlMigration('Vocabulary', '1764000000007', Object.entries(vocabulary).map(check).join('\n'));

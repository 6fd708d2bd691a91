import { sqlMigration } from './sql-migration.js';

/** Endpoints that want the ledger's signed checkpoints, and what each organization was told last. */
export const CheckpointMessages = sqlMigration(
  'CheckpointMessages',
  '1764000000032',
  `
alter table webhook_endpoint add column checkpoints boolean not null default false;

alter table fan_out_progress
  add column told_size bigint not null default 0,
  add column told_at timestamptz(3);

-- A checkpoint is a message like a test: it has no place in the log that it vouches for.
alter table delivery
  add column checkpoint_size bigint,
  add constraint delivery_one_content check (event_id is null or checkpoint_size is null),
  add foreign key (organization_id, checkpoint_size) references checkpoint (organization_id, size);
`,
);

// The one door to PostgreSQL: the pool that TypeORM owns, migrations, an organization's connection, a verb's transaction.
// It must not know: any verb, any HTTP, what the rows mean beyond the words of the rules.
export { createDataSource, type Database, openDatabase } from './data-source.js';
export { Connections, statementOn, type Statement } from './connections.js';
export { PublicConnections } from './public-connections.js';
export { Transaction } from './transaction.js';
export { countAnswers, eraseAnswers } from './idempotent-answers.js';
export { RefusedButKept } from './refused-but-kept.js';
export type { Tx } from './tx.js';
export { isDatabaseAway, isDatabaseBusy, sqlState, isSqlState } from './sql-state.js';
export { demandMasterKey } from './demand-master-key.js';
export { demandSchema, migrate } from './migrate.js';
export { Notices } from './notices.js';
export { type EmbeddedInstallation, runningInstallation, startInstallation } from './embedded/installation.js';
export { secretsKept } from './embedded/secrets.js';
export { startEmbeddedServer, type EmbeddedServer } from './embedded/server.js';
export { DatabaseModule } from './database.module.js';
export { describeSchema } from './describe-schema.js';
export { type Progress } from './backup/backup-format.js';
export { readBackupHeader } from './backup/read-archive.js';
export { restoreBackup } from './backup/restore-backup.js';
export { writeBackup } from './backup/write-backup.js';
export { asGranted, privilegesHeld } from './roles/privileges-held.js';
export { examineRoles, ourRoles } from './roles/examine-roles.js';
export type { RoleFinding } from './roles/compare-grants.js';

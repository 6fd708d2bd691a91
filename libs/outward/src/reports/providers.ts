import type { RoomProviders } from '../room-providers.js';
import { CancelReport } from './cancel-report.js';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { DiscardReport } from './discard-report.js';
import { ExpireReport } from './expire-report.js';
import { HiddenBallots } from './hidden-ballots.js';
import { MakeReport } from './make-report.js';
import { ReportContents } from './report-contents.js';
import { ReportFiles } from './report-files.js';
import { ReportRuns } from './report-runs.js';
import { ReportTables } from './report-tables.js';
import { ReportStore } from './report-store.js';
import { ReportsPlace } from './reports-place.js';
import { ReportTurns } from './report-turns.js';
import { RequestReport } from './request-report.js';
import { RetryReport } from './retry-report.js';
import { TakeReport } from './take-report.js';
import { reportRegistry } from './report-registry.js';

/** Files that are asked for, made in the background at a checkpoint, and downloaded again. */
export const reports: RoomProviders = {
  offered: [
    RequestReport,
    CancelReport,
    DiscardReport,
    RetryReport,
    TakeReport,
    ReportStore,
    ReportFiles,
    MakeReport,
    ExpireReport,
  ],
  inside: [
    HiddenBallots,
    CurrentCheckpoint,
    ReportContents,
    ReportRuns,
    ReportsPlace,
    ReportTables,
    ReportTurns,
    ...Object.values(reportRegistry).map(({ writer }) => writer),
  ],
};

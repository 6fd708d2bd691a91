import { NestFactory } from '@nestjs/core';
import { type Database, Notices } from '#libs/database';
import { PublishOnTime } from '#libs/desk';
import { DigestAccessJob, PruneAccessJob } from '#libs/identity';
import { JobRunner } from '#libs/jobs';
import { ledgerChannel, sequencedChannel, Sequencer, Signer } from '#libs/ledger';
import { ExpireReport, MakeReport, PublishedReader } from '#libs/outward';
import { Loop, type MasterKey, type RuntimeSettings } from '#libs/runtime';
import { KeepPast, RunRecovery, WebhookWorker } from '#libs/webhooks';
import { FetchCapture } from './captures/fetch-capture.js';
import { RunImport } from './imports/run-import.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  stop(): Promise<void>;
}

/** Everything that happens by itself: ordering and signing the log, what is public, webhooks, reports. Any number of these may run. */
export async function startWorker(
  settings: RuntimeSettings,
  masterKey: MasterKey,
  database: Database,
): Promise<RunningWorker> {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(settings, masterKey, database), {
    logger: false,
    abortOnError: false,
  });
  const { log } = settings;
  const notices = app.get(Notices);
  const sequencer = app.get(Sequencer);
  const signer = app.get(Signer);
  const sequencing = new Loop('sequencer', () => sequencer.tick(), 500, log, 5);
  // Twice a second at the most: a checkpoint vouches for everything before it.
  const signing = new Loop('signer', () => signer.tick(), 1_000, log, 400);
  notices.on(ledgerChannel, () => sequencing.wake());
  notices.on(sequencedChannel, () => signing.wake());
  const reader = app.get(PublishedReader);
  const publishing = new Loop('what is public', () => reader.tick(), 1_000, log, 5);
  notices.on(sequencedChannel, () => publishing.wake());
  const webhooks = app.get(WebhookWorker);
  const jobs = app.get(JobRunner);
  webhooks.start(log);
  jobs.start(
    [
      app.get(MakeReport),
      app.get(ExpireReport),
      app.get(RunImport),
      app.get(RunRecovery),
      app.get(KeepPast),
      app.get(FetchCapture),
      app.get(PublishOnTime),
      app.get(DigestAccessJob),
      app.get(PruneAccessJob),
    ],
    log,
  );
  sequencing.start();
  signing.start();
  publishing.start();
  await notices.listen();
  return {
    async stop() {
      await Promise.all([sequencing.stop(), signing.stop(), publishing.stop(), webhooks.stop(), jobs.stop()]);
      await app.close();
    },
  };
}

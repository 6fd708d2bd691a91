import { Injectable } from '@nestjs/common';
import type { JobHandler } from '#libs/jobs';
import { dayOfSubject, digestJob, pruneJob } from './access-day.js';
import { AccessDigestStore } from './access-digest-store.js';
import { DigestAccess } from './digest-access.js';

/** Some minutes after a day is over. */
@Injectable()
export class DigestAccessJob implements JobHandler {
  readonly kind = digestJob;

  constructor(private readonly digest: DigestAccess) {}

  async run(organization: string, subject: string): Promise<void> {
    await this.digest.run(organization, dayOfSubject(subject));
  }

  /** The entries stay: without a digest nothing takes them away. */
  giveUp(): Promise<void> {
    return Promise.resolve();
  }
}

const batch = 5_000;

/** When a day has been kept for as long as the configuration said at its end. */
@Injectable()
export class PruneAccessJob implements JobHandler {
  readonly kind = pruneJob;

  constructor(private readonly digests: AccessDigestStore) {}

  async run(organization: string, subject: string, stillMine: () => boolean): Promise<void> {
    const day = dayOfSubject(subject);
    while (stillMine() && (await this.digests.prune(organization, day, batch)) === batch);
  }

  giveUp(): Promise<void> {
    return Promise.resolve();
  }
}

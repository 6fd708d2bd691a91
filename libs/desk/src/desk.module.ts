import { Module, type OnModuleDestroy } from '@nestjs/common';
import { createEgress } from '#libs/egress';
import { IdentityModule } from '#libs/identity';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
import { articles } from './articles/providers.js';
import { claims } from './claims/providers.js';
import { DeskTables } from './desk-tables.js';
import { erasure } from './erasure/providers.js';
import { comments } from './comments/providers.js';
import { corrections } from './corrections/providers.js';
import { maxCaptureBytes } from './evidence/capture-contents.js';
import { CaptureEgress } from './evidence/capture-egress.js';
import { evidence } from './evidence/providers.js';
import { history } from './history/providers.js';
import { imports } from './imports/providers.js';
import { queue } from './queue/providers.js';
import { verdicts } from './verdicts/providers.js';

const rooms = [articles, claims, evidence, verdicts, comments, corrections, queue, history, imports, erasure];
const offered = rooms.flatMap(({ verbs, reads }) => [...verbs, ...reads]);
const inside = rooms.flatMap((room) => room.inside);

// A page may be slow and large; nobody waits for it but a worker.
const outside = {
  provide: CaptureEgress,
  useFactory: ({ config }: RuntimeSettings) =>
    createEgress({
      allowedCidrs: config.egressAllow,
      proxy: config.egressProxy,
      deadlineMs: 30_000,
      maxBodyBytes: maxCaptureBytes,
    }),
  inject: [RuntimeSettings],
};

@Module({
  imports: [LedgerModule, IdentityModule, JobsModule],
  providers: [...offered, ...inside, outside, DeskTables],
  exports: [...offered, CaptureEgress],
})
export class DeskModule implements OnModuleDestroy {
  constructor(private readonly egress: CaptureEgress) {}

  async onModuleDestroy(): Promise<void> {
    await this.egress.close();
  }
}

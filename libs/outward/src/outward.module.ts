import { Module } from '@nestjs/common';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { bundle } from './bundle/providers.js';
import { dossier } from './dossier/providers.js';
import { pages } from './pages/providers.js';
import { paper } from './paper/providers.js';
import { published } from './published/providers.js';
import { registers } from './registers/providers.js';
import { reports } from './reports/providers.js';
import { transparency } from './transparency/providers.js';
import { ClaimReviewFeed } from './claim-review/data-feed.js';
import { ClaimSearch } from './search/claim-search.js';

const rooms = [bundle, dossier, pages, paper, published, registers, reports, transparency];
const offered = [...rooms.flatMap((room) => room.offered), ClaimReviewFeed, ClaimSearch];

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [...offered, ...rooms.flatMap((room) => room.inside)],
  exports: offered,
})
export class OutwardModule {}

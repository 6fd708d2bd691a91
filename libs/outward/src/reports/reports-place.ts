import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces } from '#libs/ledger';
import { ReportContents } from './report-contents.js';
import { reportJob } from './report-registry.js';

// Made of a log that told of one of these already: it may hold them, and nobody reads every file to see.
const mayHold = `r.organization_id = $1 and r.status in ('running', 'done') and r.content_id is not null and r.checkpoint_size > (
  select min(s.from_index) from ledger_state s join unnest($2::text[], $3::uuid[]) as t(type, id) on s.type = t.type and s.id = t.id
   where s.organization_id = $1) and ($4::timestamptz is null or coalesce(r.finished_at, r.started_at) < $4)`;

const values = (tx: Tx, { subjects, before }: Erasing): unknown[] => [
  tx.organization,
  subjects.map(({ type }) => type),
  subjects.map(({ id }) => id),
  before ?? null,
];

/** The files of reports. One that is being made begins again; asked for anew, a report is made without what went. */
@Injectable()
export class ReportsPlace implements ErasurePlace {
  readonly place = 'reports';

  constructor(
    places: ErasurePlaces,
    private readonly contents: ReportContents,
    private readonly work: WorkStore,
  ) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return counted(await tx.batch(`select count(*)::int as count from report r where ${mayHold}`, values(tx, what)));
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    const held = await tx.batch<{ id: string; running: boolean; content: string }>(
      `select r.id, r.status = 'running' as running, r.content_id as content from report r where ${mayHold} order by r.id for update`,
      values(tx, what),
    );
    const ids = held.map(({ id }) => id);
    // The version grows for one that is being made, so that whoever makes it stops.
    await tx.batch(
      `update report set content_id = null, version = version + case when status = 'running' then 1 else 0 end,
              status = case when status = 'running' then 'queued' else status end
        where organization_id = $1 and id = any($2::uuid[])`,
      [tx.organization, ids],
    );
    for (const content of new Set(held.map((one) => one.content))) await this.contents.dropUnheld(tx, content);
    const again = held.filter(({ running }) => running);
    for (const { id } of again) await this.work.putAnew(tx, reportJob, tx.organization, id);
    if (again.length > 0) tx.afterCommit(jobsChannel);
    return held.length;
  }
}

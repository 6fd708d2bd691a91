import type { INestApplicationContext } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { fivePointScale } from '#libs/factcheck';
import { type Actor, type JsonObject, newId } from '#libs/kernel';
import { JobRunner, JobsModule } from '#libs/jobs';
import {
  type Change,
  Ledger,
  LedgerModule,
  type NewEvent,
  Sequencer,
  Signer,
  SigningKeys,
  startLog,
} from '#libs/ledger';
import { MakeReport, OutwardModule, ReportFiles, ReportStore, RequestReport, type ReportRequest } from '#libs/outward';
import { RuntimeSettings } from '#libs/runtime';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { eventsOf, notAsPromised } from '../../support/events-of-stories.js';
import { openRooms } from '../../support/rooms.js';

export interface Report extends JsonObject {
  readonly status: string;
  readonly checkpointSize: number;
  readonly progress: { readonly done: number; readonly total: number };
  readonly sha256: string;
  readonly size: number;
  readonly error: string | null;
}

/** A small organization whose log is written by hand: reports read the log, not the desk's tables. */
export class Newsroom {
  /** An editor who is also an auditor, so that one person can ask for everything. */
  readonly editor: Actor;
  verifierKey = '';

  constructor(
    readonly rooms: INestApplicationContext,
    readonly on: TestDatabase,
  ) {
    this.editor = {
      organization: newId(),
      kind: 'member',
      member: newId(),
      key: newId(),
      roles: ['editor', 'auditor'],
    };
  }

  get organization(): string {
    return this.editor.organization;
  }

  async begin(): Promise<this> {
    await this.on.asOwner(
      `insert into organization (organization_id, slug, name, policy_version, scale_code, scale_version, created_at)
       values ($1, $2, 'A newsroom', 1, 'five_point', 1, now())`,
      [this.organization, `newsroom-${this.organization}`],
    );
    await this.on.asOwner(
      `insert into rating_scale (organization_id, code, version, content, created_at) values ($1, 'five_point', 1, $2, now())`,
      [this.organization, JSON.stringify(fivePointScale)],
    );
    const { verifierKey } = await this.rooms
      .get(Transaction)
      .run(this.editor, (tx) => startLog(tx, this.rooms.get(SigningKeys)));
    this.verifierKey = verifierKey;
    return this;
  }

  record(type: NewEvent['type'], root: string, changes: readonly Change[]): Promise<string> {
    return this.rooms
      .get(Transaction)
      .run(this.editor, (tx) => this.rooms.get(Ledger).record(tx, { type, root, changes }));
  }

  async sign(): Promise<number> {
    while (await this.rooms.get(Sequencer).tick());
    await this.rooms.get(Signer).tick();
    return this.rooms.get(Signer).sign(this.organization);
  }

  request(request: ReportRequest): Promise<{ id: string }> {
    return this.rooms.get(RequestReport).run(this.editor, request);
  }

  /** Lets a worker take what is due. */
  work(): Promise<boolean> {
    return this.rooms.get(JobRunner).next(this.rooms.get(MakeReport), this.rooms.get(RuntimeSettings).log);
  }

  async made(request: ReportRequest): Promise<Buffer> {
    const { id } = await this.request(request);
    await this.work();
    return this.bytes(id);
  }

  async bytes(id: string): Promise<Buffer> {
    const file = await this.rooms.get(ReportFiles).open(this.editor, id);
    const chunks: Buffer[] = [];
    for await (const chunk of file.bytes()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async report(id: string): Promise<Report> {
    const row = await this.rooms.get(ReportStore).get(this.editor, id);
    return JSON.parse(row?.json ?? 'null') as Report;
  }

  /** The types of the events about one report, in order. */
  async eventsOf(id: string): Promise<string[]> {
    const rows = await this.on.asOwner<{ type: string }>(
      `select convert_from(bytes, 'UTF8')::json ->> 'type' as type from event
        where organization_id = $1 and convert_from(bytes, 'UTF8')::json ->> 'root' = $2 order by position`,
      [this.organization, id],
    );
    return rows.map((row) => row.type);
  }
}

export async function openNewsrooms(): Promise<{ open(): Promise<Newsroom>; close(): Promise<void> }> {
  const on = await freshDatabase();
  const rooms = await openRooms(await on.open(), [LedgerModule, JobsModule, OutwardModule]);
  return {
    open: () => new Newsroom(rooms, on).begin(),
    async close() {
      await rooms.close();
      // Those that the room itself records; the others are written by hand.
      const unpromised = notAsPromised((await eventsOf(on)).filter(({ type }) => type.startsWith('report.')));
      await on.drop();
      if (unpromised.length > 0) throw new Error(`these events are not as their schema says: ${unpromised.join('\n')}`);
    },
  };
}

const change = (type: Change['type'], after: JsonObject & { id: string }): Change => ({
  type,
  id: after.id,
  version: 1,
  after: { version: 1, createdAt: '2026-05-01T10:00:00.000Z', ...after },
});

/** A claim's state; `more` overrides. */
export const aClaim = (more: JsonObject = {}): Change =>
  change('claim', {
    id: newId(),
    statement: 'Nearly 900 people are still detained.',
    kind: 'quantity',
    language: 'en',
    status: 'submitted',
    origin: 'monitoring',
    closingReason: null,
    assignee: null,
    publishedVerdict: null,
    updatedAt: '2026-05-01T10:00:00.000Z',
    ...more,
  });

export const anArticle = (more: JsonObject = {}): Change =>
  change('article', {
    id: newId(),
    url: 'https://example.org/a',
    headline: 'A headline',
    outlet: 'The Example',
    byline: 'Ada Writer',
    language: 'en',
    publishedAt: '2026-04-30',
    ...more,
  });

export const aClaimant = (more: JsonObject = {}): Change =>
  change('claimant', { id: newId(), kind: 'person', name: 'Grace Speaker', disambiguation: '', ...more });

export const anUtterance = (of: { claim: Change; claimant: Change; article: Change }, more: JsonObject = {}): Change =>
  change('utterance', {
    id: newId(),
    claim: of.claim.id,
    claimant: of.claimant.id,
    article: of.article.id,
    affiliation: 'Ministry of Examples',
    mode: 'verbatim',
    saidOn: '2026-04-29',
    exact: 'nearly 900 people',
    unanchored: null,
    ...more,
  });

export const aVerdict = (claim: Change, more: JsonObject = {}): Change =>
  change('verdict', {
    id: newId(),
    claim: claim.id,
    number: 1,
    status: 'published',
    outcome: 'rating',
    rating: 'mostly_true',
    scale: { code: 'five_point', version: 1 },
    summary: 'The count was 886 on that day.',
    publishedAt: '2026-05-03T08:00:00.000Z',
    ...more,
  });

export const aCitation = (claim: Change): Change =>
  change('citation', { id: newId(), claim: claim.id, source: newId(), stance: 'supports' });

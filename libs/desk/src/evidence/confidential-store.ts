import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { ConfidentialMatter, ConfidentialSubject } from '#libs/factcheck';
import { newId, type SubjectState } from '#libs/kernel';
import { commit } from '#libs/proof';
import { MasterKey } from '#libs/runtime';

export interface NewNote {
  readonly subjectType: ConfidentialSubject;
  readonly subject: string;
  readonly about: ConfidentialMatter;
  readonly text: string;
  readonly readers: readonly string[];
  readonly writtenBy: string;
}

export interface OpenedNote {
  readonly id: string;
  readonly about: ConfidentialMatter;
  /** null: erased. */
  readonly text: string | null;
  readonly readers: readonly string[];
  readonly writtenBy: string;
  readonly createdAt: string;
}

const readersOf = (n: string): string =>
  `(select json_agg(r.member_id order by r.member_id) from confidential_reader r where r.organization_id = ${n}.organization_id and r.note_id = ${n}.id)`;

/** The note without its words: `text` is the commitment that binds to them. */
export const noteState = (
  n: string,
): string => `json_build_object('id', ${n}.id, 'subjectType', ${n}.subject_type, 'subject', ${n}.subject_id, 'about', ${n}.about,
  'text', json_build_object('committed', ${n}.committed), 'readers', ${readersOf(n)}, 'writtenBy', ${n}.written_by,
  'version', ${n}.version, 'createdAt', instant(${n}.created_at))`;

const table = 'confidential_note';

/** Text for named members only: sealed under the master key, opened for its readers, each reading on record. */
@Injectable()
export class ConfidentialStore {
  constructor(
    private readonly connections: Connections,
    private readonly masterKey: MasterKey,
  ) {}

  /** The claim or source whose history the note belongs to; nothing where there is no such subject. */
  async rootOf(tx: Tx, type: ConfidentialSubject, id: string): Promise<string | undefined> {
    const [row] = await tx.query<{ root: string }>(
      `select ${type === 'citation' ? 'claim_id' : 'id'} as root from ${type} where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    return row?.root;
  }

  /** Those of these ids that are no member who can sign in. */
  async strangers(tx: Tx, members: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from member where organization_id = $1 and id = any($2::uuid[]) and status <> 'suspended'`,
      [tx.organization, members],
    );
    const known = new Set(rows.map(({ id }) => id));
    return members.filter((id) => !known.has(id));
  }

  async add(tx: Tx, note: NewNote): Promise<SubjectState> {
    const id = newId();
    const salt = randomBytes(32);
    const plain = Buffer.from(JSON.stringify({ salt: salt.toString('base64'), text: note.text }));
    await tx.query(
      `insert into confidential_note (organization_id, id, subject_type, subject_id, about, sealed, committed, written_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.organization,
        id,
        note.subjectType,
        note.subject,
        note.about,
        this.masterKey.seal(plain, table, id),
        commit(salt, note.text).committed,
        note.writtenBy,
        tx.now,
      ],
    );
    await tx.query(`insert into confidential_reader select $1, $2, unnest($3::uuid[])`, [
      tx.organization,
      id,
      note.readers,
    ]);
    const [row] = await tx.query<{ state: SubjectState }>(
      `select ${noteState('n')} as state from confidential_note n where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    return (row as { state: SubjectState }).state;
  }

  /** The notes on a subject that this member may read, opened; the reading of each is put down in the same transaction. */
  async read(tx: Tx, type: ConfidentialSubject, subject: string, member: string): Promise<OpenedNote[]> {
    const rows = await tx.query<Omit<OpenedNote, 'text'> & { sealed: Buffer | null }>(
      `select n.id, n.about, n.sealed, ${readersOf('n')} as readers, n.written_by as "writtenBy", instant(n.created_at) as "createdAt"
         from confidential_note n
         join confidential_reader mine on mine.organization_id = n.organization_id and mine.note_id = n.id and mine.member_id = $4
        where n.organization_id = $1 and n.subject_type = $2 and n.subject_id = $3 order by n.id`,
      [tx.organization, type, subject, member],
    );
    for (const { id } of rows) {
      await tx.query(
        `insert into confidential_reading (organization_id, id, note_id, member_id, key_id, read_at) values ($1, $2, $3, $4, $5, $6)`,
        [tx.organization, newId(), id, member, tx.actor.key, tx.now],
      );
    }
    return rows.map(({ sealed, ...note }) => ({ ...note, text: sealed && this.open(sealed, note.id) }));
  }

  /** Who read a note when, newest first; nothing unless this member may read it too. */
  async readings(
    organization: string,
    note: string,
    member: string,
  ): Promise<{ member: string; readAt: string }[] | undefined> {
    const mine = await this.connections.read(
      organization,
      `select 1 from confidential_reader where organization_id = $1 and note_id = $2 and member_id = $3`,
      [organization, note, member],
    );
    if (mine.length === 0) return undefined;
    return this.connections.read<{ member: string; readAt: string }>(
      organization,
      `select member_id as member, instant(read_at) as "readAt" from confidential_reading
        where organization_id = $1 and note_id = $2 order by id desc limit 1000`,
      [organization, note],
    );
  }

  private open(sealed: Buffer, id: string): string {
    return (JSON.parse(this.masterKey.open(sealed, table, id).toString('utf8')) as { text: string }).text;
  }
}

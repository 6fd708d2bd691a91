import { Injectable } from '@nestjs/common';
import { Connections, isSqlState, sqlState, type Tx } from '#libs/database';
import { newId, type PageRequest, refuse, type SubjectState } from '#libs/kernel';
import { lastId, type ListRow, type SingleRow } from '../reads.js';

export const topicState = (
  t: string,
): string => `json_build_object('id', ${t}.id, 'code', ${t}.code, 'labels', ${t}.labels,
  'version', ${t}.version, 'createdAt', instant(${t}.created_at))`;

/** What claims are about: a stable code each, with a label for every language that somebody gave. */
@Injectable()
export class TopicStore {
  constructor(private readonly connections: Connections) {}

  async add(tx: Tx, topic: { code: string; labels: Readonly<Record<string, string>> }): Promise<SubjectState> {
    try {
      const [row] = await tx.query<{ state: SubjectState }>(
        `insert into topic as t (organization_id, id, code, labels, created_at) values ($1, $2, $3, $4, $5)
         returning ${topicState('t')} as state`,
        [tx.organization, newId(), topic.code, JSON.stringify(topic.labels), tx.now],
      );
      return (row as { state: SubjectState }).state;
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation, 'topic_code'))
        refuse('topic.code_taken', `There is a topic "${topic.code}" already.`);
      throw error;
    }
  }

  /** Those of these codes that no topic has. */
  async unknown(tx: Tx, codes: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ code: string }>(
      `select code from topic where organization_id = $1 and code = any($2::text[])`,
      [tx.organization, codes],
    );
    const known = new Set(rows.map(({ code }) => code));
    return codes.filter((code) => !known.has(code));
  }

  /** How claims are found by topic. The claim's own row holds the same codes; both are written under its lock. */
  async index(tx: Tx, claim: string, codes: readonly string[]): Promise<void> {
    await tx.query(
      `with gone as (delete from claim_topic where organization_id = $1 and claim_id = $2 and topic <> all($3::text[]))
       insert into claim_topic (organization_id, topic, claim_id) select $1, unnest($3::text[]), $2 on conflict do nothing`,
      [tx.organization, claim, codes],
    );
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${topicState('t')}::text as json, t.version from topic t where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select t.id, ${topicState('t')}::text as json from topic t
        where organization_id = $1 and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }
}

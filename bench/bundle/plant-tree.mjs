import { createRequire } from 'node:module';
import pg from 'pg';

const require = createRequire(import.meta.url);
const { canonicalBytes } = require('../../dist/libs/kernel/src/canonical-json.js');
const { appendLeaves, emptyFrontier, frontierRoot, leafHash } = require('../../dist/libs/proof/src/index.js');
const page = 5_000;

/**
 * Makes of the log that PostgreSQL wrote one that holds against a verifier: events in their canonical form (PostgreSQL does
 * not sort the names of JSON), their leaf hashes, and the tree over them. The signer signs it by itself.
 */
export async function plantTree(ownerUrl, organization) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off`);
    await client.query(`delete from ledger_node where organization_id = '${organization}'`);
    let frontier = emptyFrontier;
    for (;;) {
      const { rows } = await client.query(
        `select e.id, e.bytes from ledger_entry l join event e on e.organization_id = l.organization_id and e.id = l.event_id
          where l.organization_id = $1 and l.index >= $2 order by l.index limit ${page}`,
        [organization, frontier.size],
      );
      if (rows.length === 0) break;
      const ids = rows.map((row) => row.id);
      const bytes = rows.map((row) => canonicalBytes(JSON.parse(row.bytes.toString('utf8'))));
      const leaves = bytes.map(leafHash);
      await client.query(
        `update event e set bytes = g.bytes from unnest($2::uuid[], $3::bytea[]) g(id, bytes) where e.organization_id = $1 and e.id = g.id`,
        [organization, ids, bytes],
      );
      await client.query(
        `update ledger_entry l set leaf_hash = g.leaf from unnest($2::uuid[], $3::bytea[]) g(id, leaf)
          where l.organization_id = $1 and l.event_id = g.id`,
        [organization, ids, leaves],
      );
      const grown = appendLeaves(frontier, leaves);
      const { nodes } = grown;
      ({ frontier } = grown);
      await client.query(
        `insert into ledger_node select $1, * from unnest($2::smallint[], $3::bigint[], $4::bytea[])`,
        [
          organization,
          nodes.map((node) => node.level),
          nodes.map((node) => node.index),
          nodes.map((node) => node.hash),
        ],
      );
    }
    await client.query(`update ledger_head set frontier = $2, root = $3 where organization_id = $1 and size = $4`, [
      organization,
      frontier.hashes,
      frontierRoot(frontier),
      frontier.size,
    ]);
    await client.query('vacuum (analyze) event, ledger_entry, ledger_node');
  } finally {
    await client.end();
  }
}

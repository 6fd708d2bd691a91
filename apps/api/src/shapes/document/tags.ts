/** What the routes are grouped by, in the order of a newsroom's day. */
export const tags: Readonly<Record<string, string>> = {
  organization: 'The newsroom and the rules it gives itself, in versions that never change.',
  members: 'People, their invitations and keys, and who came in by them.',
  articles: 'What was published, with its text as it stood.',
  claims: 'What is claimed, by whom and where; taken up, assigned, followed.',
  queues: 'What waits for somebody, and how long things take.',
  registers: 'Sources and claimants, registered once.',
  evidence: 'Citations, captured bytes, and whom the newsroom asked for a reply.',
  confidential: 'Text for named members only. In no event, webhook, report or log.',
  verdicts: 'Drafted, frozen, balloted, published; taken back by the same way.',
  comments: 'What the desk says to itself, in threads. Never public.',
  corrections: 'Asked for by anybody, decided by somebody uninvolved.',
  imports: 'Many rows at once, tried dry, repeated without doubles.',
  webhooks: 'Events sent to your address, signed (Standard Webhooks).',
  reports: 'Files made at a signed checkpoint: the same bytes whenever they are asked for again.',
  ledger: 'Signed checkpoints, and the keys to verify them with.',
  health: 'For load balancers and orchestrators.',
};

/** What codes are called on a page for readers. A code that is not here is shown as it is, without underscores. */
const called = {
  verbatim: 'in these words',
  paraphrase: 'in other words',
  stated: 'in the outlet’s own words',
  implied: 'by implication',
  supports: 'Supports the claim',
  refutes: 'Speaks against the claim',
  context: 'Context',
  open: 'open to everybody',
  paywalled: 'behind a paywall',
  on_request: 'on request',
  interview_on_record: 'interview on the record',
  background: 'on background',
  captured: 'we keep a copy',
  linked: 'linked, not kept',
  consulted: 'consulted by us',
  correction: 'Correction',
  update: 'Update',
  clarification: 'Clarification',
  refile: 'Slip of the pen mended',
  retraction: 'Retraction',
  first: 'First published',
  standard: 'standard',
  urgent: 'urgent',
  not_checkable: 'cannot be checked',
  out_of_scope: 'out of our scope',
  no_capacity: 'no capacity',
  reader: 'readers',
  monitoring: 'our own monitoring',
  editor: 'our editors',
  partner: 'partners',
} as const satisfies Readonly<Record<string, string>>;

export const label = (code: string): string =>
  Object.hasOwn(called, code) ? called[code as keyof typeof called] : code.replaceAll('_', ' ');

/** A label in English, else in whatever language there is: with that language, so that a page can say so. */
export function labelIn(labels: Readonly<Record<string, string>>, code: string): { text: string; language?: string } {
  const chosen = Object.entries(labels).find(([language]) => /^en(-|$)/iu.test(language)) ?? Object.entries(labels)[0];
  return chosen ? { text: chosen[1], language: chosen[0] } : { text: code.replaceAll('_', ' ') };
}

/**
 * The columns of the claims register in their order, and what each holds: the same in the report at a checkpoint and in
 * the live export, in every format. Programs read them by name: a name is never changed, and new ones come at the end.
 */
export const registerColumns = {
  claim_id: 'The claim.',
  statement: 'The words that are judged.',
  kind: 'Quantity, date, event, quotation …',
  language: 'Of the statement, a BCP 47 tag.',
  status: 'Where the claim stands.',
  claimant: 'Who said it at its first appearance; empty when erased.',
  claimant_affiliation: 'What the claimant belonged to then.',
  mode: 'How it was said: verbatim, paraphrase, stated, implied.',
  first_appearance_outlet: 'The outlet of the article in which it first appeared.',
  first_appearance_url: 'The address of that article, or of the broadcast or post.',
  quote: 'The words as they stand there.',
  said_on: 'As precise as it is known: 2024, 2024-03, 2024-03-20.',
  rating: 'The code of the published verdict.',
  rating_label: 'The rating in the language of the claim, else in English, else in another one.',
  summary: 'Of the published verdict.',
  verdict_published_at: 'When the published verdict was; of one from the archive the day that it gives.',
  citations: 'How many sources were ever cited for it, removed ones too.',
  assignee_id: 'The member who works on it, or did last.',
  origin: 'How it came in: reader, monitoring, editor, partner.',
  closing_reason: 'Why it was declined, dropped or withdrawn.',
  submitted_at: 'When it came in.',
  updated_at: 'When the claim itself was changed last.',
  decided: '"by ballots", or the label of what came with the archive; empty without a published verdict.',
  procedure: 'By which procedure the published verdict was decided: standard, urgent, refile.',
  rest: 'How the ballots stand that an urgent publication owed.',
  topics: 'Codes, separated by blanks.',
  claimant_id: 'Of the claimant of the first appearance.',
  appearances: 'How often it was said, as far as is known; what was merged into it counts.',
  due_on: 'The day until which it is to be checked.',
  review_by: 'The day on which it is to be looked at again.',
} as const;

export type RegisterColumn = keyof typeof registerColumns;
export const registerColumnNames = Object.keys(registerColumns) as readonly RegisterColumn[];

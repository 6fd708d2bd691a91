/** One heading of a code of principles, and what of this report answers it. */
export interface Heading {
  readonly heading: string;
  /** Parts of this report by their id, or nothing. */
  readonly answeredBy: readonly Part[];
  /** What these data cannot show. Empty where the figures are all that is asked for. */
  readonly notEvidencedHere: string;
}

export const parts = [
  'selection',
  'verdicts',
  'balance',
  'sources',
  'review',
  'time',
  'corrections',
  'rules',
  'checks',
] as const;
export type Part = (typeof parts)[number];

// Headings by the names of their five commitments; the numbered criteria change from year to year, and are not repeated here.
export const ifcn: readonly Heading[] = [
  {
    heading: 'Eligibility: registered, and publishing fact-checks regularly',
    answeredBy: ['verdicts', 'checks'],
    notEvidencedHere: 'Legal registration and ownership.',
  },
  {
    heading: 'Non-partisanship and fairness',
    answeredBy: ['balance', 'selection', 'verdicts'],
    notEvidencedHere:
      'Party membership of staff, endorsements and advocacy. The figures are counts and the reasons recorded for selection; they are no score, and do not show what was never entered.',
  },
  {
    heading: 'Standards and transparency of sources',
    answeredBy: ['sources', 'checks'],
    notEvidencedHere: 'Whether the sources say what is cited: follow the checks of the random sample.',
  },
  {
    heading: 'Transparency of funding and organization',
    answeredBy: [],
    notEvidencedHere: 'Not evidenced here: funding, ownership, organizational structure, biographies of staff.',
  },
  {
    heading: 'Standards and transparency of methodology',
    answeredBy: ['selection', 'review', 'time', 'rules'],
    notEvidencedHere: 'The published text of the methodology.',
  },
  {
    heading: 'Open and honest corrections policy',
    answeredBy: ['corrections'],
    notEvidencedHere: 'Requests that never reached this desk, and the published text of the policy.',
  },
];

export const efcsn: readonly Heading[] = [
  {
    heading: 'Methodology: selection of claims',
    answeredBy: ['selection', 'balance'],
    notEvidencedHere: 'What was never entered.',
  },
  {
    heading: 'Methodology: research, evidence and right of reply',
    answeredBy: ['sources', 'checks'],
    notEvidencedHere: 'Replies stand in the dossier of each claim, and are not counted here.',
  },
  { heading: 'Methodology: review before publication', answeredBy: ['review', 'rules'], notEvidencedHere: '' },
  {
    heading: 'Methodology: corrections and complaints',
    answeredBy: ['corrections'],
    notEvidencedHere:
      'Complaints to the EFCSN itself, and whether its notices were answered within its 7 working days.',
  },
  {
    heading: 'Ethics: political impartiality and independence',
    answeredBy: ['balance', 'review'],
    notEvidencedHere: 'Party membership, employment and financial interests of staff.',
  },
  {
    heading: 'Transparency: funding and ownership',
    answeredBy: [],
    notEvidencedHere: 'Not evidenced here: funding, ownership, owners’ other interests.',
  },
  {
    heading: 'Transparency: organization and staff',
    answeredBy: [],
    notEvidencedHere: 'Not evidenced here: legal form, editorial team, contact.',
  },
];

import { type EventTold, firstAppearance, reportable, withoutHoldReason } from '#libs/factcheck';
import type { BundleAudience, ReportParameters } from '../reports/report-kind.js';
import type { Verification } from '../paper/verification.js';
import { contextOf } from './context-of.js';
import type { DossierFacts } from './dossier-facts.js';
import type { DossierModel, Evidence, Linked, Saying } from './dossier-model.js';
import { People } from './people.js';
import { field, inside, type State } from '../state.js';
import { staysIn, toldHistory } from './told-history.js';
import { hidesBallots, verdictVersion } from './verdict-version.js';

/** The model from what the log knows. Plain: the same facts give the same model. */
export function dossierModel(
  facts: DossierFacts,
  organization: string,
  { audience: asked = 'internal', period }: ReportParameters,
  verification: Verification,
): DossierModel {
  // Whoever sees a period only is an assessor.
  const audience: BundleAudience = period ? 'assessor' : asked;
  const { claim, of } = facts;
  const people = new People(facts.members, audience);
  const language = field(claim, 'language');
  const { scales, contents } = facts;
  const isHidden = of.verdict.some((verdict) => hidesBallots(verdict));
  return {
    report: 'dossier',
    schema: 1,
    organization: { id: organization, name: field(facts.organization, 'name') || null },
    audience,
    period: period ? { from: period.from, until: period.until } : null,
    people: people.all,
    claim: claimTold(claim, audience),
    utterances: sayings(facts),
    duplicates: facts.duplicates.map((other) => claimTold(other, audience)),
    links: facts.links.map((link) => linked(link, facts)),
    enquiries: of.enquiry.map((one) => reportable('enquiry', one)),
    evidence: of.citation.map((citation) => evidence(citation, facts)),
    verdicts: byNumber(of.verdict).map((verdict) => verdictVersion(verdict, of.ballot, { language, scales, contents })),
    corrections: of.correction.map((one) => reportable('correction', one)),
    comments: commentsOf(facts, period !== undefined).map((one) => reportable('comment', one)),
    interests: isHidden ? null : of.interest.map((one) => reportable('interest', one)),
    stays: staysIn(facts.history, field(claim, 'id')),
    history: toldHistory(facts.history, of, people),
    events: {
      count: facts.history.length,
      first: facts.history[0]?.index ?? null,
      last: facts.history.at(-1)?.index ?? null,
    },
    verification,
  };
}

/** Whoever sees a period only reads what the desk said in it, and no older talk. */
function commentsOf({ of, history }: DossierFacts, onlyToldOf: boolean): readonly State[] {
  if (!onlyToldOf) return of.comment;
  const told = new Set(history.flatMap(({ event }) => (event as unknown as EventTold).changes.map(({ id }) => id)));
  return of.comment.filter((comment) => told.has(field(comment, 'id')));
}

/** That a claim is on hold everybody at the desk knows; why is between lawyers and editors, and in no report. */
const claimTold = (claim: State, audience: BundleAudience): State => {
  const told = reportable('claim', claim);
  const { hold } = withoutHoldReason(claim as State & { readonly hold?: unknown });
  return audience === 'internal' && hold ? { ...told, hold } : told;
};

function sayings({ of, articles, claimants, texts }: DossierFacts): Saying[] {
  const all = of.utterance.map((utterance) => ({
    utterance,
    saidOn: field(utterance, 'saidOn') || null,
    time: field(inside(utterance, 'unanchored'), 'time') || null,
    publishedAt: field(articles.get(field(utterance, 'article')), 'publishedAt') || null,
  }));
  const first = firstAppearance(all)?.utterance;
  return of.utterance.map((utterance) => ({
    utterance: reportable('utterance', utterance),
    claimant: known('claimant', claimants.get(field(utterance, 'claimant'))),
    reportedBy: known('claimant', claimants.get(field(utterance, 'reportedBy'))),
    article: known('article', articles.get(field(utterance, 'article'))),
    context: contextOf(utterance, texts.get(field(utterance, 'revision'))),
    isFirst: utterance === first,
  }));
}

function linked(link: State, { claim, linked: others }: DossierFacts): Linked {
  const direction = link.claim === claim.id ? 'to' : 'from';
  const id = field(link, direction === 'to' ? 'other' : 'claim');
  return {
    link: reportable('link', link),
    claim: { id, statement: field(others.get(id), 'statement') || null },
    direction,
  };
}

const evidence = (citation: State, { sources, captures }: DossierFacts): Evidence => ({
  citation: reportable('citation', citation),
  source: known('source', sources.get(field(citation, 'source'))),
  capture: known('capture', captures.get(field(citation, 'capture'))),
});

const known = (type: Parameters<typeof reportable>[0], state: State | undefined): State | null =>
  state ? reportable(type, state) : null;

const byNumber = (verdicts: readonly State[]): readonly State[] =>
  [...verdicts].sort((a, b) => Number(a.number) - Number(b.number));

import {
  ballotChoices,
  interestDeclarations,
  overrideKinds,
  procedures,
  restStatuses,
  verdictOutcomes,
  verdictStatuses,
} from '#libs/factcheck';
import {
  about,
  choice,
  flag,
  id,
  inside,
  listOf,
  moment,
  orNull,
  partialDate,
  sha256,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';

const scaleOf = about('The version of the scale that the rating stands on.', inside({ code: text, version: whole }));

export const verdict = view('Verdict', 'One version of what the newsroom says of a claim.', {
  id,
  claim: uuid,
  number: about('Counts the versions of this claim, from 1.', whole),
  status: choice(verdictStatuses),
  outcome: choice(verdictOutcomes),
  rating: about('A code of the scale; null for a retraction.', orNull(text)),
  scale: scaleOf,
  summary: text,
  rationale: text,
  citations: listOf(uuid),
  utterances: listOf(uuid),
  authors: listOf(uuid),
  judgedAsOf: partialDate,
  evidenceCutOff: partialDate,
  precedents: listOf(inside({ id: uuid, departsBecause: orNull(text) })),
  correction: about('The accepted correction that this version carries out.', orNull(uuid)),
  policy: about('The version of the policy it was submitted under.', orNull(whole)),
  methodology: about('The version of the methodology in force at that time; null: none was written.', orNull(whole)),
  legacy: about(
    'What the archive said, of a verdict that was decided before Claimdesk; null for all others.',
    orNull(
      inside({
        label: text,
        url: orNull(text),
        publisher: text,
        reviewedOn: partialDate,
        rating: inside({ label: orNull(text), value: orNull(text), worst: orNull(text), best: orNull(text) }),
        repairs: listOf(text),
        rawSha256: sha256,
        import: uuid,
      }),
    ),
  ),
  procedure: about('How it is judged; readers see it.', choice(procedures)),
  quorum: about('What decides it before it goes out.', orNull(inside({ approvals: whole, of: whole }))),
  rest: about(
    'What an urgent one owes after that; null otherwise.',
    orNull(
      inside({
        status: choice(restStatuses),
        quorum: inside({ approvals: whole, of: whole }),
        dueAt: orNull(moment),
        endedAt: orNull(moment),
      }),
    ),
  ),
  disputedAt: about('When the first late ballot said no.', orNull(moment)),
  overrideReason: about('Why the evidence was enough although the policy asks for more.', orNull(text)),
  overrideKind: orNull(choice(overrideKinds)),
  digest: about('Names the frozen content; a ballot repeats it.', orNull(sha256)),
  submittedAt: orNull(moment),
  scheduledFor: orNull(moment),
  scheduledBy: orNull(uuid),
  embargoLiftedBecause: orNull(text),
  publishedAt: orNull(moment),
  publisher: orNull(uuid),
  ...stamped,
  updatedAt: moment,
});

const ballotFields = {
  id,
  verdict: uuid,
  digest: sha256,
  voter: uuid,
  key: uuid,
  keyIssuedBy: orNull(uuid),
  choice: choice(ballotChoices),
  comment: orNull(text),
  reason: orNull(text),
  suggestedRating: orNull(text),
  voidedAt: orNull(moment),
  voidedBecause: orNull(choice(['withdrawn', 'recalled', 'revised', 'objected'])),
  ...stamped,
};

export const ballot = view('Ballot', "One member's judgement on one frozen version.", ballotFields);

export const castBallot = view('CastBallot', 'The ballot, and what it decided.', {
  ...ballotFields,
  outcome: choice(['approve', 'requestChanges', 'undecided']),
  verdictStatus: choice(verdictStatuses),
});

export const interest = view('Interest', 'What a member declared of their interests in a claim.', {
  id,
  claim: uuid,
  member: uuid,
  declared: choice(interestDeclarations),
  description: orNull(text),
  version: stamped.version,
  declaredAt: moment,
});

export const precedent = view('Precedent', 'A published verdict that may bear on this claim, and why it is offered.', {
  verdict: uuid,
  claim: uuid,
  statement: text,
  status: choice(verdictStatuses),
  rating: orNull(text),
  scale: scaleOf,
  summary: text,
  number: whole,
  judgedAsOf: partialDate,
  publishedAt: moment,
  legacy: about('Decided before Claimdesk, without ballots.', flag),
  linked: about('On a claim that is linked to this one.', flag),
  sameClaimant: about('On a claim of the same claimant.', flag),
  likeness: about('How alike the statements read, 0 to 1.', orNull({ type: 'number', minimum: 0, maximum: 1 })),
});

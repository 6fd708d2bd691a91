import { timedStages } from '#libs/factcheck';
import {
  about,
  address,
  day,
  flag,
  id,
  inside,
  language,
  listOf,
  moment,
  orNull,
  ref,
  stamped,
  text,
  uuid,
  version,
  view,
  whole,
} from '../schema.js';
import { member } from './members.js';

const fields = {
  id,
  slug: text,
  name: text,
  siteName: about('What its site is called, in what is published; null: as it is called itself.', orNull(text)),
  baseUrl: about('Where readers find its public pages (/p/…); null: nobody said.', orNull(address)),
  policyVersion: whole,
  methodologyVersion: about('null: none has been written yet.', orNull(whole)),
  ...stamped,
};

export const organization = view('Organization', 'A newsroom, with the versions of its rules that are in force.', {
  ...fields,
  scale: inside({ code: text, version: whole }),
});

const policyFields = {
  quorum: inside({ approvals: whole, of: whole }),
  minIndependentSources: whole,
  minPrimarySources: whole,
  citationAuthorsMayVote: flag,
  authorMayPublish: flag,
  procedures: inside({
    urgent: about(
      'Fewer approvals now, the rest within hours; null: not allowed.',
      orNull(inside({ approvals: whole, hours: whole })),
    ),
    refile: about('Fewer approvals for a slip of the pen; null: not allowed.', orNull(inside({ approvals: whole }))),
  }),
  deadlines: inside(
    {
      correctionWorkingDays: whole,
      calendar: inside({ weekend: listOf({ type: 'integer', minimum: 1, maximum: 7 }), holidays: listOf(day) }),
      stageDays: inside(Object.fromEntries(timedStages.map((stage) => [stage, whole]))),
    },
    ['calendar'],
  ),
};
export const policy = view('Policy', 'The rules of practice, in one version.', { ...policyFields, version });

export const rating = view('Rating', 'One label of a scale.', {
  code: text,
  labels: about('One text a language.', { type: 'object', additionalProperties: text }),
  value: about('Its place between worst and best; null outside the order.', orNull(whole)),
});
export const scale = view('Scale', 'A rating scale in one version.', {
  code: text,
  version,
  ratings: listOf(ref(rating)),
  worst: whole,
  best: whole,
});

export const organizationWithRules = view('OrganizationWithRules', 'A newsroom, with its policy and scale in force.', {
  ...fields,
  policy: ref(policy),
  scale: ref(scale),
});

export const createdOrganization = view('CreatedOrganization', 'The newsroom, and the way in for its administrator.', {
  organization: ref(organization),
  member: ref(member),
  invitation: about('Hand it over: it is shown once and works once.', text),
  verifierKey: about('Pin it: what the newsroom signs is verified with it.', text),
});

export const policyVersion = view('PolicyVersion', 'The policy that is in force now.', {
  id,
  content: ref(policy),
  ...stamped,
});
export const policyProposal = view('PolicyProposal', 'A weaker policy, which a second person must confirm.', {
  id,
  content: inside(policyFields, []),
  weakens: about('In which points it asks for less.', listOf(text)),
  basedOn: whole,
  proposedBy: uuid,
  policy: about('The version it came into force as.', orNull(whole)),
  confirmedBy: orNull(uuid),
  ...stamped,
  decidedAt: orNull(moment),
});
export const changedPolicy = view('ChangedPolicy', 'In force at once, or proposed: one of the two is null.', {
  policy: orNull(ref(policyVersion)),
  proposal: orNull(ref(policyProposal)),
});

const kept = { id, code: text, content: ref(scale), ...stamped };
export const scaleVersion = view('ScaleVersion', 'A scale as this newsroom keeps it.', kept);
export const scales = view('Scales', 'What is kept here, and what is ready-made.', {
  kept: listOf(inside({ ...kept, inForce: flag })),
  readyMade: listOf(ref(scale)),
});

export const methodology = view('Methodology', 'How the newsroom says it works, in one version.', {
  id,
  language: orNull(language),
  text: about('Paragraphs, parted by empty lines; a line that begins with "# " is a heading.', orNull(text)),
  version: about('Counts the versions, from 1; 0 before the first one. The ETag holds it.', whole),
  createdAt: orNull(moment),
});
export const methodologyVersions = view('MethodologyVersions', 'The newest one is in force.', {
  items: listOf(inside({ version: whole, language, createdAt: moment })),
});

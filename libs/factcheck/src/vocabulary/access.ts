/** What the access log holds: the first use of a key in a minute, and what somebody was refused. */
export const accessEntryKinds = ['sign_in', 'refused'] as const;
export type AccessEntryKind = (typeof accessEntryKinds)[number];

import type { Section, Words } from './paper.js';
import type { Verification } from './verification.js';

/** The words of it, the same in every report. `extent`: which entries the report is made of. */
export const verificationSection = (
  { checkpoint, verifierKey, proved, notProved, howToVerify }: Verification,
  extent: readonly (readonly [string, Words])[],
): Section => ({
  id: 'verification',
  title: 'How to verify this report',
  blocks: [
    {
      kind: 'facts',
      facts: [
        ['Log', checkpoint.origin],
        ['Checkpoint', `size ${checkpoint.size}; the last entry got its place at ${checkpoint.lastEntryAt}`],
        ['Root (SHA-256)', checkpoint.root],
        ['Signed with', verifierKey],
        ['First held by', 'no witness is named in this file'],
        ...extent,
      ],
    },
    { kind: 'heading', text: 'What is proved' },
    { kind: 'list', items: proved },
    { kind: 'heading', text: 'What is not proved' },
    { kind: 'list', items: notProved },
    { kind: 'heading', text: 'How' },
    { kind: 'list', items: howToVerify },
    { kind: 'heading', text: 'The signed checkpoint' },
    { kind: 'code', text: checkpoint.note },
  ],
});

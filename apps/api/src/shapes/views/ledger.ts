import { listOf, text, view } from '../schema.js';

export const verifierKeys = view('VerifierKeys', 'What the newsroom signs is verified with these.', {
  keys: listOf(text),
});

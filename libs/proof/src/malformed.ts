/** Bytes that do not have the form they claim: a key, a note, a checkpoint, a container, a line. The message is a sentence for a reader. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

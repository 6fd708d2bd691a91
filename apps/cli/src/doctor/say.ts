/** One line for whoever asked: as JSON, or in words. */
export type Say = (line: object, words: string) => void;

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openSync } from 'fontkit';

// Roboto comes with pdfmake and is under the Apache License 2.0, which allows embedding.
const folder = join(createRequire(__filename).resolve('pdfmake/package.json'), '..', 'fonts', 'Roboto');
const file = (name: string): string => join(folder, `Roboto-${name}.ttf`);

export const paperFonts = {
  Roboto: {
    normal: file('Regular'),
    bold: file('Medium'),
    italics: file('Italic'),
    bolditalics: file('MediumItalic'),
  },
};

/** Only these files are read from the disk while a PDF is made, whatever a document says. */
export const isPaperFont = (path: string): boolean => Object.values(paperFonts.Roboto).includes(path);

let signs: Set<number> | undefined;

/** Whether the font draws this code point: Latin, Greek and Cyrillic, and common punctuation. Read once a process. */
export function inPaperFont(codePoint: number): boolean {
  signs ??= new Set(openSync(paperFonts.Roboto.normal).characterSet);
  return signs.has(codePoint);
}

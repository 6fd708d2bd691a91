import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pdfmake from 'pdfmake';
import { inPaperFont, isPaperFont, paperFonts } from './fonts.js';
import { type Block, type Paper, spansOf, type Table, type Words } from './paper.js';
import { asFar } from './uncovered.js';

type Content = pdfmake.Content;

pdfmake.setFonts(paperFonts);
// A document names no file and no address that would be read: links are for readers.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(isPaperFont);

const pageWidth = 595.28;
const margin = 42;

/** Writes the PDF and ends `out`. The same paper gives the same bytes: date and id come from it, and no clock is asked. */
export async function writePaperPdf(paper: Paper, out: Writable): Promise<void> {
  const missed = new Set<string>();
  const shown = (text: string): string => asFar(text, inPaperFont, (script) => missed.add(script));
  const body = paper.sections.flatMap(({ id, title, blocks }) => [
    { text: shown(title), style: 'h2', headlineLevel: 2, id, outline: true as const },
    ...blocks.map((block) =>
      block.kind === 'heading'
        ? { text: shown(block.text), style: 'h3', outline: true as const, outlineParentId: id }
        : pieceOf(block, shown),
    ),
  ]);
  const head: Content[] = [
    { text: shown(paper.title), style: 'h1' },
    ...paper.lead.map((words) => ({ text: runsOf(words, shown), style: 'p' })),
  ];
  const definition: pdfmake.Definition = {
    info: {
      title: paper.title,
      subject: paper.identity,
      creator: 'Claimdesk',
      producer: 'Claimdesk',
      // eslint-disable-next-line no-restricted-globals -- a time that the log gives, and not now
      creationDate: new Date(paper.date),
    },
    language: 'en',
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: [margin, margin, margin, margin + 14],
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25 },
    styles,
    content: [...head, ...uncoveredNote(missed), ...body],
    footer: (page, pages) => ({
      columns: [
        { text: shown(paper.identity), fontSize: 7 },
        { text: `${page} / ${pages}`, alignment: 'right', fontSize: 7, width: 60 },
      ],
      margin: [margin, 10, margin, 0],
    }),
  };
  const pdf = await pdfmake.createPdf(definition).getStream();
  pdf.end();
  await pipeline(pdf, out);
}

const styles: pdfmake.Definition['styles'] = {
  h1: { fontSize: 17, bold: true, margin: [0, 0, 0, 6] },
  h2: { fontSize: 13, bold: true, margin: [0, 14, 0, 4] },
  h3: { fontSize: 10.5, bold: true, margin: [0, 8, 0, 3] },
  p: { margin: [0, 0, 0, 4] },
  note: { margin: [10, 0, 0, 5], italics: true, color: '#404040' },
  quote: { margin: [14, 2, 14, 6], color: '#1a1a1a' },
  cell: { fontSize: 8 },
  caption: { bold: true, fontSize: 9, margin: [0, 6, 0, 2] },
};

const uncoveredNote = (missed: ReadonlySet<string>): Content[] =>
  missed.size === 0
    ? []
    : [
        {
          text: `This file's font has Latin, Greek and Cyrillic letters. Words in ${[...missed].join(', ')} stand in brackets as their number of characters; the HTML and the JSON of this report show them.`,
          style: 'note',
        },
      ];

type Shown = (text: string) => string;

const runsOf = (words: Words, shown: Shown): Content[] =>
  spansOf(words).map(({ text, link, strong, marked }) => ({
    text: shown(text),
    ...(link === undefined ? {} : { link, color: '#0b4a8f' }),
    ...(strong ? { bold: true } : {}),
    ...(marked ? { bold: true, decoration: 'underline' as const } : {}),
  }));

function pieceOf(block: Exclude<Block, { kind: 'heading' }>, shown: Shown): Content {
  switch (block.kind) {
    case 'text':
      return { text: runsOf(block.words, shown), style: 'p' };
    case 'note':
      return { text: runsOf(block.words, shown), style: 'note' };
    case 'quote':
      return { text: runsOf(block.words, shown), style: 'quote' };
    case 'list':
      return { ul: block.items.map((words) => ({ text: runsOf(words, shown) })), style: 'p' };
    case 'facts':
      return tableOf(
        block.facts.map(([name, words]) => [[{ text: name, strong: true }], words]),
        [1, 3],
        shown,
        false,
      );
    case 'code':
      return { text: shown(block.text), style: 'quote', fontSize: 7.5 };
    case 'picture':
      return {
        svg: block.draw(shown),
        width: Math.min(block.width * 0.75, pageWidth - 2 * margin),
        margin: [0, 4, 0, 6],
      };
    case 'table':
      return captioned(block, shown);
  }
}

function captioned({ caption, columns, rows }: Table, shown: Shown): Content {
  const titles = columns.map(({ title }): Words => [{ text: title, strong: true }]);
  return [
    { text: shown(caption), style: 'caption' },
    tableOf(
      [titles, ...rows],
      columns.map(({ share }) => share ?? 1),
      shown,
      true,
      columns.map(({ numbers }) => numbers === true),
    ),
  ];
}

/** Widths are fixed: with flexible ones a long word would push the table over the edge of the page. */
function tableOf(
  rows: readonly (readonly Words[])[],
  shares: readonly number[],
  shown: Shown,
  hasTitles: boolean,
  numbers: readonly boolean[] = [],
): Content {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = pageWidth - 2 * margin - shares.length * 9 - 1;
  const cell = (words: Words, place: number): Content => ({
    text: runsOf(words, shown),
    style: 'cell',
    ...(numbers[place] ? { alignment: 'right' as const } : {}),
  });
  return {
    table: {
      headerRows: hasTitles ? 1 : 0,
      widths: shares.map((share) => (share / whole) * room),
      body: rows.map((row) => row.map(cell)),
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => (hasTitles ? 0.5 : 0),
      hLineColor: () => '#8c8c8c',
      vLineColor: () => '#8c8c8c',
      fillColor: (row: number) => (hasTitles && row === 0 ? '#ececec' : null),
    },
    margin: [0, 0, 0, 6],
  };
}

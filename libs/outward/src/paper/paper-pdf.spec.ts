import { Writable } from 'node:stream';
import { readPdf } from '../../../../test/support/pdf-text.js';
import type { Paper } from './paper.js';
import { writePaperPdf } from './paper-pdf.js';

const paper = (more: Partial<Paper> = {}): Paper => ({
  title: 'Dossier: «Ελληνικά» и кириллица, José',
  lead: ['Under the title.'],
  date: '2026-05-01T10:00:00.000Z',
  identity: 'Dossier of claim 1, checkpoint 7',
  sections: [
    {
      id: 'one',
      title: 'The first part',
      blocks: [
        { kind: 'quote', words: ['before ', { text: 'the quote', marked: true }, ' after سجناء and 日本'] },
        { kind: 'facts', facts: [['Address', [{ text: 'https://example.org/', link: 'https://example.org/' }]]] },
        {
          kind: 'table',
          caption: 'Numbers',
          columns: [{ title: 'Name' }, { title: 'Count', numbers: true }],
          rows: [['a'.repeat(300), '17']],
        },
        { kind: 'list', items: ['one thing', 'another'] },
        { kind: 'code', text: 'line one\nline two' },
        {
          kind: 'picture',
          width: 100,
          draw: (shown) =>
            `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><text x="0" y="12" font-family="Roboto">${shown('drawn 日')}</text></svg>`,
        },
      ],
    },
  ],
  ...more,
});

async function made(given: Paper): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({ write: (chunk: Buffer, _encoding, done) => (chunks.push(chunk), done()) });
  await writePaperPdf(given, out);
  return Buffer.concat(chunks);
}

describe('a paper as PDF', () => {
  afterEach(() => jest.useRealTimers());

  it('is read back with its letters, its date from the log, and what its font cannot show in words', async () => {
    const { text, info } = readPdf(await made(paper()));
    for (const part of [
      '«Ελληνικά» и кириллица, José',
      'before the quote after',
      'https://example.org/',
      '17',
      'one thing',
      'line two',
      'drawn [Han: 1 character]',
    ])
      expect(text).toContain(part);
    expect(text).toContain('[Arabic: 5 characters] and [Han: 2 characters]');
    expect(text).toMatch(/Words in Arabic, Han stand in brackets/);
    expect(text).toContain('a'.repeat(20));
    expect(info).toMatchObject({ Title: paper().title, Producer: 'Claimdesk', CreationDate: 'D:20260501100000Z' });
  });

  it('has bookmarks: its parts, and below them what they are divided into', async () => {
    const section = (id: string, ...blocks: Paper['sections'][number]['blocks']) => ({
      id,
      title: `Part ${id}`,
      blocks,
    });
    const heading = (text: string) => ({ kind: 'heading', text }) as const;
    const words = { kind: 'text', words: 'x '.repeat(20_000) } as const;
    const { outline, pages } = readPdf(
      await made(
        paper({
          sections: [section('a', heading('One, José'), words, heading('日')), section('b', words), section('c')],
        }),
      ),
    );
    expect(pages).toBeGreaterThan(3);
    expect(outline).toEqual([['Part a', ['One, José', '[Han: 1 character]']], 'Part b', 'Part c']);
  });

  it('does not mention scripts when it has all letters', async () => {
    const { text } = readPdf(await made(paper({ sections: [] })));
    expect(text).not.toContain('stand in brackets');
  });

  it('has the same bytes at another time, and other bytes for another checkpoint', async () => {
    const first = await made(paper());
    jest.useFakeTimers({
      now: new Date('2040-01-01T00:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
    expect(new Date().getUTCFullYear()).toBe(2040);
    expect((await made(paper())).equals(first)).toBe(true);
    expect((await made(paper({ identity: 'checkpoint 8' }))).equals(first)).toBe(false);
  });
});

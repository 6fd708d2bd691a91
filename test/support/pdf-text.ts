import { execFileSync } from 'node:child_process';

const script = `
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
const bytes = new Uint8Array(await new Response(process.stdin).arrayBuffer());
const pdf = await getDocumentProxy(bytes);
const { info } = await getMeta(pdf);
const { text, totalPages } = await extractText(pdf, { mergePages: true });
const named = (items) => items.map(({ title, items }) => (items.length > 0 ? [title, named(items)] : title));
const outline = named((await pdf.getOutline()) ?? []);
process.stdout.write(JSON.stringify({ text, pages: totalPages, info, outline }));
`;

/** What somebody reads who opens the PDF, by another library than the one that made it: pdf.js, an ES module. */
export const readPdf = (
  bytes: Buffer,
): { text: string; pages: number; info: Record<string, unknown>; outline: unknown[] } =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      input: bytes,
      maxBuffer: 64 * 1024 * 1024,
    }).toString(),
  ) as ReturnType<typeof readPdf>;

import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ReportFormat } from '../reports/report-kind.js';
import type { Table } from './cells.js';
import { workbook } from './workbook.js';

export interface TableForm {
  readonly format: ReportFormat;
  readonly bom?: boolean;
  /** The time of the checkpoint, RFC 3339: files that carry a date carry this one. */
  readonly made: string;
}

/** RFC 4180, UTF-8. A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection). */
const csv = (columns: readonly string[], bom: boolean) => ({
  bom,
  header: true,
  columns: [...columns],
  record_delimiter: '\r\n',
  // With a delimiter of its own the library leaves a lone CR or LF unquoted unless told.
  quote_record_delimiter: true,
  escape_formulas: true,
  // Some spreadsheets strip blanks before they look, so those count as a beginning too.
  cast: { string: (text: string) => (/^\s+[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text) },
});

/** Writes a table row by row in flat memory, and ends `out`. */
export async function writeTable(table: Table, form: TableForm, out: Writable): Promise<void> {
  switch (form.format) {
    case 'csv':
      return pipeline(Readable.from(table.rows), stringify(csv(table.columns, form.bom ?? false)), out);
    case 'ndjson':
      return pipeline(Readable.from(lines(table)), out);
    case 'xlsx':
      return pipeline(Readable.from(workbook(table, form.made)), out);
    case 'html':
    case 'pdf':
    case 'json':
    case 'zip':
      throw new Error(`a table is not made as ${form.format}`);
  }
}

// One write for many rows: each would be a turn of the stream by itself.
const batch = 64 * 1024;

async function* lines({ columns, rows }: Table): AsyncGenerator<Buffer> {
  let text = '';
  for await (const row of rows) {
    text += `${JSON.stringify(Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])))}\n`;
    if (text.length < batch) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

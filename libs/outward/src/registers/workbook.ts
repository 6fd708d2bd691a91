import { Zip, ZipDeflate } from 'fflate';
import type { Cell, Table } from './cells.js';
import { cellXml, parts, sheetBegin, sheetEnd } from './workbook-xml.js';

// Excel opens no more in one sheet; what goes beyond it stands in the next one.
const rowsPerSheet = 1_048_575;
const batch = 64 * 1024;

/**
 * A workbook, as it is written (ECMA-376, cells as inline text, so nothing has to be remembered). Packed by fflate and not
 * by Node's zlib, whose output differs from machine to machine. Two workbooks of the same rows have the same bytes.
 */
export async function* workbook(table: Table, made: string): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  let count = 0;
  let sheet = openSheet(zip, table, (count += 1));
  let rows = 0;
  for await (const row of table.rows) {
    if (rows === rowsPerSheet) {
      sheet.end();
      sheet = openSheet(zip, table, (count += 1));
      rows = 0;
    }
    sheet.add(row);
    rows += 1;
    yield* ready.splice(0);
  }
  sheet.end();
  for (const [name, text] of parts(table.title, made, count)) fileIn(zip, name).push(Buffer.from(text), true);
  zip.end();
  yield* ready.splice(0);
}

/** A ZIP holds times without a zone, in the zone of whoever writes: always the same digits, whatever the zone is. */
const someNoon = '1980-01-01T12:00:00';

function fileIn(zip: Zip, name: string): ZipDeflate {
  const file = new ZipDeflate(name, { level: 6 });
  file.mtime = someNoon;
  zip.add(file);
  return file;
}

function openSheet(zip: Zip, { columns }: Table, number: number): { add(row: readonly Cell[]): void; end(): void } {
  const file = fileIn(zip, `xl/worksheets/sheet${number}.xml`);
  let text = sheetBegin(columns);
  return {
    add(row) {
      text += `<row>${row.map(cellXml).join('')}</row>`;
      if (text.length < batch) return;
      file.push(Buffer.from(text), false);
      text = '';
    },
    end: () => file.push(Buffer.from(text + sheetEnd), true),
  };
}

/** RFC 4180, strictly: throws where a spreadsheet would guess. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, value, end] = cell.exec(text) ?? [];
    if (value === undefined) throw new Error(`no CSV at character ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  const [header = [], ...records] = rows;
  return records.map((record) => {
    if (record.length !== header.length) throw new Error(`a record has ${record.length} cells, not ${header.length}`);
    return Object.fromEntries(header.map((name, i) => [name, record[i] as string]));
  });
}

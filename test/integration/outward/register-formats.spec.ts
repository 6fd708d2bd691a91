import { unzipSync } from 'fflate';
import { registerColumnNames } from '#libs/factcheck';
import { newId, sha256Hex } from '#libs/kernel';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { OutwardModule, reportKinds, type ReportParameters, reportRegistry, type ReportRequest } from '#libs/outward';
import { openRooms } from '../../support/rooms.js';
import { aClaim, aClaimant, anArticle, anUtterance, Newsroom, openNewsrooms } from './newsroom.js';
import { parseCsv } from './parse-csv.js';

const refusedWith = (code: string) => ({ refusal: { code } });

/** The first sheet of a workbook as rows of text, read without our code. */
function sheetOf(bytes: Buffer): { rows: (string | null)[][]; xml: string; files: string[] } {
  const files = unzipSync(bytes);
  const xml = Buffer.from(files['xl/worksheets/sheet1.xml'] as Uint8Array).toString();
  const text = (raw: string): string =>
    raw
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&')
      .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const rows = [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c(?: [^>]*)?>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)].map(
      ([, words, number]) => (words === undefined ? (number ?? null) : text(words)),
    ),
  );
  return { rows, xml, files: Object.keys(files) };
}

describe('the claims register in its formats', () => {
  let newsrooms: Awaited<ReturnType<typeof openNewsrooms>>;
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsrooms = await openNewsrooms();
  });
  afterAll(() => newsrooms?.close());
  beforeEach(async () => {
    newsroom = await newsrooms.open();
  });

  const submit = async (claim = aClaim(), claimant = aClaimant()) => {
    const article = anArticle();
    const utterance = anUtterance({ claim, claimant, article });
    await newsroom.record('claim.submitted', claim.id, [claim, claimant, article, utterance]);
    return { claim, claimant };
  };
  const made = (format: ReportRequest['format'], parameters: ReportParameters = {}) =>
    newsroom.made({ kind: 'claims-register', format, parameters });
  const idsOf = async (parameters: ReportParameters): Promise<string[]> =>
    parseCsv((await made('csv', parameters)).toString()).map((row) => row.claim_id as string);

  it('tells the same in CSV, NDJSON and XLSX', async () => {
    await submit(aClaim({ statement: 'Über 900 “people”,\nin two lines.', topics: ['health', 'roads'] }));
    await submit();
    const csv = parseCsv((await made('csv')).toString());
    const ndjson = (await made('ndjson'))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number | null>);
    const { rows, files } = sheetOf(await made('xlsx'));
    expect(files).toContain('[Content_Types].xml');
    expect(ndjson.map((one) => Object.keys(one))).toEqual([registerColumnNames, registerColumnNames]);
    expect(ndjson[0]).toMatchObject({ topics: 'health roads', rating: null, citations: 0, appearances: 1 });
    expect(ndjson.map((one) => Object.fromEntries(Object.entries(one).map(([k, v]) => [k, String(v ?? '')])))).toEqual(
      csv,
    );
    const [header = [], ...cells] = rows;
    expect(header).toEqual(registerColumnNames);
    expect(cells.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))).toEqual(csv);
  });

  it('begins a CSV with a byte order mark where that is asked for, and no other file', async () => {
    await submit();
    const bytes = await made('csv', { bom: true });
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.subarray(3)).toEqual(await made('csv'));
    await expect(
      newsroom.request({ kind: 'claims-register', format: 'xlsx', parameters: { bom: true } }),
    ).rejects.toMatchObject(refusedWith('request.invalid'));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =cmd|calc', '＝1'])(
    'gives %j to a workbook as text',
    async (statement) => {
      await submit(aClaim({ statement }));
      const { rows, xml } = sheetOf(await made('xlsx'));
      expect(rows[1]?.[1]).toBe(statement);
      expect(xml).not.toContain('<f>');
      expect(xml).toMatch(/<c t="inlineStr" s="2"><is><t xml:space="preserve">/);
    },
  );

  it('gives a workbook what XML cannot say', async () => {
    const strange = 'a\u0007b _x0007_ <&>" \u{1F600}';
    await submit(aClaim({ statement: strange }));
    const { rows, xml } = sheetOf(await made('xlsx'));
    expect(rows[1]?.[1]).toBe(strange);
    expect(xml).toContain('a_x0007_b _x005F_x0007_ &lt;&amp;&gt;');
  });

  it('is narrowed by what the list of claims is narrowed by', async () => {
    const assignee = newId();
    const one = await submit(aClaim({ language: 'es', topics: ['health'], assignee }));
    const two = await submit(aClaim({ kind: 'event', status: 'checking' }));
    const [first, second] = [one.claim.id, two.claim.id];
    expect(await idsOf({})).toEqual([first, second]);
    expect(await idsOf({ language: 'es' })).toEqual([first]);
    expect(await idsOf({ topic: 'health' })).toEqual([first]);
    expect(await idsOf({ assignee })).toEqual([first]);
    expect(await idsOf({ claimant: two.claimant.id })).toEqual([second]);
    expect(await idsOf({ claimKind: 'event' })).toEqual([second]);
    expect(await idsOf({ status: 'checking' })).toEqual([second]);
    expect(await idsOf({ status: 'checking', language: 'es' })).toEqual([]);
  });

  it('has the same bytes under another clock, in another zone and after other things happened', async () => {
    await submit();
    const { claim } = await submit();
    // Every kind in every format: one that comes later is in it by itself.
    const requests = reportKinds.flatMap((kind): ReportRequest[] =>
      reportRegistry[kind].formats.map((format) => ({
        kind,
        format,
        parameters: kind === 'dossier' ? { claim: claim.id } : {},
      })),
    );
    expect(requests.map(({ format }) => format)).toEqual(expect.arrayContaining(['xlsx', 'pdf', 'html', 'zip']));
    const checkpoint = await newsroom.sign();
    const before: string[] = [];
    for (const request of requests) before.push(sha256Hex(await newsroom.made({ ...request, checkpoint })));
    await submit();
    const [{ name }] = (await newsroom.on.asOwner<{ name: string }>(`select current_database() as name`)) as [
      { name: string },
    ];
    await newsroom.on.asOwner(`alter database ${name} set timezone = 'Pacific/Chatham'`);
    const rooms = await openRooms(await newsroom.on.open(), [LedgerModule, JobsModule, OutwardModule], {
      clock: { now: () => new Date('2031-12-31T23:59:59.999Z') },
    });
    try {
      const elsewhere = Object.assign(new Newsroom(rooms, newsroom.on), { editor: newsroom.editor });
      const after: string[] = [];
      for (const request of requests) after.push(sha256Hex(await elsewhere.made({ ...request, checkpoint })));
      expect(after).toEqual(before);
    } finally {
      await rooms.close();
    }
  });
});

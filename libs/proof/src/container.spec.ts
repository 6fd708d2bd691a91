import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerTail, localHeader, maxFiles, parseLocalHeader, type ContainerEntry } from './container-headers.js';
import { openContainer, writeContainer, type ContainerFile } from './container.js';
import { Malformed } from './malformed.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function written(files: readonly ContainerFile[]): Promise<string> {
  const path = join(folder, 'some.zip');
  await writeContainer(createWriteStream(path), files);
  return path;
}

async function contentsOf(path: string): Promise<[string, string][]> {
  const container = await openContainer(path);
  try {
    const contents: [string, string][] = [];
    for (const entry of container.entries) {
      const chunks: Buffer[] = [];
      for await (const chunk of container.read(entry)) chunks.push(chunk);
      contents.push([entry.name, Buffer.concat(chunks).toString()]);
    }
    return contents;
  } finally {
    await container.close();
  }
}

const text = (name: string, content: string): ContainerFile => ({ name, content: Buffer.from(content) });
const three = [text('a.txt', 'first'), text('views/b-1.txt', ''), text('c', 'third\n')];

/** Unpacks with a program that is not ours; undefined, and loudly, where there is none. */
function foreign(command: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    console.warn(`SKIPPED: ${command} is not installed, so it did not open the container.`);
    return undefined;
  }
}

describe('the container', () => {
  it('gives back names and contents in their order, from memory and from disk', async () => {
    const file = join(folder, 'large');
    const large = 'x'.repeat(700_000);
    writeFileSync(file, large);
    const path = await written([...three, { name: 'large', content: { file } }]);
    expect(await contentsOf(path)).toEqual([
      ['a.txt', 'first'],
      ['views/b-1.txt', ''],
      ['c', 'third\n'],
      ['large', large],
    ]);
  });

  it('has the same bytes for the same files', async () => {
    const once = readFileSync(await written(three));
    expect(readFileSync(await written(three))).toEqual(once);
  });

  it('opens in programs that are not ours', async () => {
    const path = await written(three);
    const python =
      'import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print([(n, z.read(n)) for n in z.namelist()])';
    const unzipped = foreign('unzip', ['-p', path]);
    const listed = foreign('python3', ['-c', python, path])?.trim();
    expect(unzipped ?? 'firstthird\n').toBe('firstthird\n');
    expect(listed ?? '[]').toBe(
      listed === undefined ? '[]' : "[('a.txt', b'first'), ('views/b-1.txt', b''), ('c', b'third\\n')]",
    );
  });

  it('is refused with any byte changed, any byte missing, any byte added', async () => {
    const path = await written(three);
    const bytes = readFileSync(path);
    const broken = join(folder, 'broken.zip');
    for (let at = 0; at < bytes.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ (1 << bit);
        writeFileSync(broken, changed);
        await expect(contentsOf(broken)).rejects.toThrow(Malformed);
      }
      writeFileSync(broken, bytes.subarray(0, at));
      await expect(contentsOf(broken)).rejects.toThrow(Malformed);
    }
    for (const more of [Buffer.concat([bytes, Buffer.of(0)]), Buffer.concat([Buffer.of(0), bytes])]) {
      writeFileSync(broken, more);
      await expect(contentsOf(broken)).rejects.toThrow(Malformed);
    }
  });

  it('refuses names that escape, that are not plain, or that stand twice', async () => {
    for (const name of [
      '../a',
      '/a',
      'a/../b',
      'a//b',
      './a',
      'a\\b',
      'é',
      '',
      'a/',
      '.hidden',
      'a b',
      'a'.repeat(201),
    ]) {
      await expect(async () => written([text(name, '')])).rejects.toThrow(Malformed);
    }
    await expect(async () => written([text('a', ''), text('A', '')])).rejects.toThrow(/twice/);
    const many = Array.from({ length: maxFiles + 1 }, (_, i) => text(`f${i}`, ''));
    await expect(async () => written(many)).rejects.toThrow(RangeError);
  });

  it('is refused with more files than its last record can count', async () => {
    const path = join(folder, 'many.zip');
    const headers = Array.from({ length: maxFiles + 1 }, (_, i) => localHeader({ name: `f${i}`, size: 0, crc: 0 }));
    writeFileSync(path, Buffer.concat(headers));
    await expect(openContainer(path)).rejects.toThrow(/overfull/);
  });

  it('may be empty', async () => {
    expect(await contentsOf(await written([]))).toEqual([]);
  });

  it('fails when a file is not there, instead of writing a hole', async () => {
    await expect(written([{ name: 'a', content: { file: join(folder, 'nowhere') } }])).rejects.toThrow(/ENOENT/);
  });
});

describe('the headers of a container', () => {
  const entry = (size: number, offset: number): ContainerEntry => ({ name: 'big', size, crc: 0xdeadbeef, offset });

  it('say sizes and offsets in 32 bits up to the last value that has no other meaning, and in 64 bits from there', () => {
    const short = localHeader(entry(0xfffffffe, 0));
    const long = localHeader(entry(0xffffffff, 0));
    expect(short).toHaveLength(33);
    expect(long).toHaveLength(33 + 20);
    expect([short.readUInt16LE(4), long.readUInt16LE(4)]).toEqual([20, 45]);
    expect(long.readBigUInt64LE(37)).toBe(0xffffffffn);
    expect(containerTail([entry(1, 0)], 0xfffffffe)).toHaveLength(46 + 3 + 22);
    expect(containerTail([entry(1, 0)], 0xffffffff)).toHaveLength(46 + 3 + 76 + 22);
    expect(containerTail([entry(1, 0xfffffffe)], 1)).toHaveLength(46 + 3 + 22);
    expect(containerTail([entry(1, 0xffffffff)], 1)).toHaveLength(46 + 3 + 12 + 22);
    expect(containerTail([entry(0xffffffff, 0xffffffff)], 1)).toHaveLength(46 + 3 + 28 + 22);
  });

  it('come back from their bytes', () => {
    for (const size of [0, 1, 0xfffffffe, 0xffffffff, 2 ** 32, 2 ** 52]) {
      expect(parseLocalHeader(localHeader(entry(size, 0)))).toEqual({ name: 'big', size, crc: 0xdeadbeef });
    }
    expect(() => parseLocalHeader(localHeader(entry(2 ** 40, 0)).subarray(0, 40))).toThrow(Malformed);
    expect(() => parseLocalHeader(localHeader(entry(1, 0)).subarray(0, 29))).toThrow(Malformed);
    const impossible = localHeader(entry(2 ** 40, 0));
    impossible.writeBigUInt64LE(2n ** 60n, 37);
    expect(() => parseLocalHeader(impossible)).toThrow(/impossible/);
  });
});

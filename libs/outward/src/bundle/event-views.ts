import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ContainerFile, deriveViews, type ViewSource } from '#libs/proof';

/** The entries once more as CSV and HTML, into files of this folder, from what the bundle holds of them and nothing else. */
export async function writeEventViews(
  folder: string,
  log: Pick<ViewSource, 'origin' | 'size' | 'from'>,
  from: { readonly entries: string; readonly personal: string; readonly disclosed: boolean },
  goOn: () => Promise<void>,
): Promise<ContainerFile[]> {
  const files = new Map<string, string>();
  const handles = new Map<string, FileHandle>();
  const fileOf = async (name: string): Promise<FileHandle> => {
    const known = handles.get(name);
    if (known) return known;
    // A page of HTML follows the other, so that the CSV and one page are all that is open.
    if (name.endsWith('.html')) await closeAll((other) => other.endsWith('.html'));
    const file = join(folder, basename(name));
    const handle = await open(file, 'w');
    files.set(name, file);
    handles.set(name, handle);
    return handle;
  };
  const closeAll = async (which: (name: string) => boolean): Promise<void> => {
    for (const [name, handle] of [...handles].filter(([name]) => which(name))) {
      handles.delete(name);
      await handle.close();
    }
  };
  try {
    const personal = from.disclosed ? createReadStream(from.personal) : undefined;
    for await (const { name, bytes } of deriveViews({ ...log, entries: createReadStream(from.entries), personal })) {
      await (await fileOf(name)).appendFile(bytes);
      await goOn();
    }
  } finally {
    await closeAll(() => true);
  }
  return [...files].map(([name, file]) => ({ name, content: { file } }));
}

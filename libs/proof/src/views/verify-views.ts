import { createHash, type Hash } from 'node:crypto';
import type { ManifestFile } from '../bundle.js';
import { bundleFiles } from '../bundle.js';
import { type ComparedViews, refused, type RefusedBundle } from '../verdict-of-bundle.js';
import { deriveViews, isDerived, type ViewSource } from './derive-views.js';

/** Makes the views of events anew from entries that are proved, and compares. `listed`: what the manifest says of each file. */
export async function verifyViews(
  source: ViewSource,
  listed: readonly ManifestFile[],
): Promise<{ readonly views: ComparedViews } | RefusedBundle> {
  const views = listed.filter(({ name }) => name.startsWith(bundleFiles.views));
  const there = new Map(views.filter(({ name }) => isDerived(name)).map((file) => [file.name, file]));
  const notCompared = views.map(({ name }) => name).filter((name) => !there.has(name));
  if (there.size === 0) return { views: { derived: 0, notCompared } };
  const made = new Map<string, Hash>();
  for await (const { name, bytes } of deriveViews(source)) {
    const hash = made.get(name) ?? createHash('sha256');
    made.set(name, hash.update(bytes));
  }
  for (const [name, hash] of made) {
    const file = there.get(name);
    if (!file) return mismatch('The views of events are not whole: one is missing.', name);
    if (file.sha256 !== hash.digest('hex')) return mismatch('It does not say what the entries say.', name);
  }
  const extra = [...there.keys()].find((name) => !made.has(name));
  if (extra !== undefined) return mismatch('The entries give no such view.', extra);
  return { views: { derived: made.size, notCompared } };
}

const mismatch = (sentence: string, where: string): RefusedBundle => refused('view_mismatch', sentence, where);

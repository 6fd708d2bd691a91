import { readFileSync } from 'node:fs';
import type { RegisteredErasure } from '#libs/desk';
import { type ErasableRef, erasableTypes, erasureGrounds } from '#libs/factcheck';
import { isId } from '#libs/kernel';

/** What "claimdesk erasures" wrote: one erasure a line. Throws an Error that names the first line which is none. */
export const readRegister = (file: string): RegisteredErasure[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, place) => (line.trim() === '' ? [] : [read(line, `${file}, line ${place + 1}`)]));

function read(line: string, where: string): RegisteredErasure {
  const entry = parsed(line);
  const wrong = entry ? wrongIn(entry) : 'no JSON object';
  if (wrong) throw new Error(`${where} is no erasure: ${wrong}. Give the file that "claimdesk erasures" wrote.`);
  return entry as unknown as RegisteredErasure;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isAnId = (value: unknown): boolean => typeof value === 'string' && isId(value);
const isTime = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isRef = (one: Partial<ErasableRef>): boolean =>
  isAnId(one.id) && (erasableTypes as readonly unknown[]).includes(one.type);
const areRefs = (value: unknown): boolean => Array.isArray(value) && value.every(isRef);

const fields: Readonly<Record<keyof RegisteredErasure, (value: unknown) => boolean>> = {
  organization: isAnId,
  id: isAnId,
  ground: (value) => (erasureGrounds as readonly unknown[]).includes(value),
  reason: (value) => typeof value === 'string',
  subjects: (value) => areRefs(value) && (value as unknown[]).length > 0,
  went: areRefs,
  requestedBy: isAnId,
  decidedBy: isAnId,
  createdAt: isTime,
  decidedAt: isTime,
};

function wrongIn(entry: Record<string, unknown>): string | undefined {
  const [name] = Object.entries(fields).find(([field, fits]) => !fits(entry[field])) ?? [];
  return name && (entry[name] === undefined ? `it has no "${name}"` : `its "${name}" is not one`);
}

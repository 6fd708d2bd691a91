import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * class-validator looks through the rules of every class of the program for each object that it checks, which took half
 * the time of a check here. They are fixed once a class is declared: each answer is kept after it was first given.
 * Rules are not in groups here, so that class and outer class are all that an answer depends on.
 */
export function rememberRules(): void {
  const storage = getMetadataStorage();
  const search = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const found = new Map<unknown, Map<string | undefined, Rules>>();
  const grouped = new WeakMap<Rules, Record<string, Rules>>();
  storage.getTargetValidationMetadatas = (target, outer, ...options) =>
    kept(
      kept(found, target, () => new Map<string | undefined, Rules>()),
      outer,
      () => search(target, outer, ...options),
    );
  storage.groupByPropertyName = (rules) => kept(grouped, rules, () => group(rules));
}

interface Keeps<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function kept<Key, Value>(by: Keeps<Key, Value>, key: Key, made: () => Value): Value {
  const before = by.get(key);
  if (before !== undefined) return before;
  const now = made();
  by.set(key, now);
  return now;
}

/** Items by organization, in the order of their first appearance (Map.groupBy is not in Node 20). */
export function byOrganization<T>(items: readonly T[], organizationOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const organization = organizationOf(item);
    const group = groups.get(organization);
    if (group) group.push(item);
    else groups.set(organization, [item]);
  }
  return [...groups];
}

/** Runs `work` for every item, `most` of them at the same time. */
export async function atMost<T>(most: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}

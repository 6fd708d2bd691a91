/** Labels of an event that an endpoint may choose by. `languages`: `es` means es-VE too (RFC 4647, basic filtering). */
const filterNames = ['topics', 'statuses', 'ratings', 'languages'] as const;

/** Which events of its types an endpoint wants. Every list that is there must hold the event's label. */
export type EventFilter = Readonly<Record<string, readonly string[]>>;

/** As somebody writes it. */
export type FilterInput = { readonly [name in (typeof filterNames)[number]]?: readonly string[] };

/** As an event's bytes hold them. What has no label is not about any. */
export interface Labels {
  readonly topics?: readonly string[];
  readonly language?: string;
  readonly status?: string;
  readonly rating?: string;
}

/** Lists in one order and without repetition, empty ones left out: equal filters are written alike. */
export function tidyFilter(filter: FilterInput = {}): EventFilter {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const list = filter[name] ?? [];
      return list.length > 0 ? [[name, [...new Set(list)].sort()] as const] : [];
    }),
  );
}

/** Whether an event with these labels passes. An event without a label never passes a filter on it. */
export function passes(filter: EventFilter, labels: Labels): boolean {
  const { topics, statuses, ratings, languages } = filter;
  return (
    (!topics || topics.some((topic) => labels.topics?.includes(topic))) &&
    (!statuses || (labels.status !== undefined && statuses.includes(labels.status))) &&
    (!ratings || (labels.rating !== undefined && ratings.includes(labels.rating))) &&
    (!languages || languages.some((range) => speaks(labels.language, range)))
  );
}

function speaks(language: string | undefined, range: string): boolean {
  const [tag, wanted] = [language?.toLowerCase() ?? '', range.toLowerCase()];
  return tag === wanted || tag.startsWith(`${wanted}-`);
}

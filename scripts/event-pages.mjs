// One page for each group of event types: what a body holds, field by field, and one that really happened.

/** The pages by file name, from what is built. */
export function eventPages(from, note) {
  const { eventTypes } = from('libs/factcheck/src/index.js');
  const { eventCatalogue, factsIn, subjectsIn } = from('apps/api/src/shapes/events/event-catalogue.js');
  const entries = eventCatalogue();
  const groups = grouped(entries);
  const pages = [...groups].map(([group, members]) => [
    `docs/generated/events/${group}.md`,
    [
      `${note}\n# Events of ${/^[aeiou]/.test(group) ? 'an' : 'a'} ${group}\n`,
      'What stands round every body, thin payloads and the order of events: [for integrators](../../guides/integrator.md). All types:',
      '[events](../events.md).\n',
      ...members.flatMap((entry) => section(entry, factsIn(entry.type), subjectsIn(entry.type))),
    ].join('\n'),
  ]);
  const index = [
    `${note}\n# Every event\n`,
    'Webhook endpoints get public events; an administrator may choose editorial ones too.\n',
    'The JSON Schema of each body, with an example, is at `GET /v1/event-types` and among the `webhooks` of the OpenAPI document;',
    '[receivers](../guides/integrator.md) read how to use it.\n',
    '| type | visibility | what happened | subjects | facts |\n| --- | --- | --- | --- | --- |',
    ...Object.entries(eventTypes).map(
      ([type, { visibility, title }]) =>
        `| [\`${type}\`](events/${groupOf({ type })}.md#${type.replace('.', '')}) | ${visibility} | ${title} | ${subjectsIn(type).join(', ')} | ${Object.keys(factsIn(type)).join(', ')} |`,
    ),
    '',
  ].join('\n');
  return { 'docs/generated/events.md': index, ...Object.fromEntries(pages) };
}

const groupOf = ({ type }) => type.split('.')[0];

function grouped(entries) {
  const groups = new Map();
  for (const entry of entries) groups.set(groupOf(entry), [...(groups.get(groupOf(entry)) ?? []), entry]);
  return groups;
}

function section({ type, title, visibility, schema, example }, facts, subjects) {
  const defined = schema.$defs ?? {};
  const rows = [
    ...subjects.flatMap((subject) => fieldsOf(schema, subject, defined)),
    ...Object.entries(facts).map(([name, one]) => row(`facts.${name}`, one, false)),
  ];
  return [
    `## ${type}\n`,
    `${title} (${visibility}).\n`,
    ...(rows.length === 0
      ? ['It tells of no subject and holds no facts.\n']
      : ['| field | type | always | what it says |\n| --- | --- | --- | --- |', ...rows, '']),
    '```json',
    JSON.stringify(example, null, 2),
    '```\n',
  ];
}

function fieldsOf(schema, subject, defined) {
  const items = schema.properties.data.properties.subjects.items?.anyOf ?? [];
  const item = items.find(({ properties }) => properties.type.const === subject);
  const told = defined[item.properties.after.$ref.slice('#/$defs/'.length)];
  return Object.entries(told.properties).map(([name, one]) =>
    row(`${subject}.${name}`, one, told.required.includes(name)),
  );
}

const row = (name, schema, always) =>
  `| \`${name}\` | ${typeOf(schema)} | ${always ? 'yes' : ''} | ${escaped(schema.description ?? '')} |`;

const escaped = (text) => text.replaceAll('|', '\\|');

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  const many = schema.enum && schema.enum.length > 12;
  if (schema.enum && !many) return schema.enum.map((one) => `\`${one}\``).join(', ');
  const types = [schema.type].flat().map((one) => (one === 'string' && schema.format ? schema.format : one));
  if (schema.type === 'array' && schema.items) return `list of ${typeOf(schema.items)}`;
  return types.filter(Boolean).join(' or ');
}

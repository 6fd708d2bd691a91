import type { FC } from 'hono/jsx';
import { renderToString } from 'hono/jsx/dom/server';
import type { Block } from '../paper/paper.js';
import type { Count } from './counts.js';

const width = 720;
const left = 210;
const right = 70;
const barHeight = 22;
const top = 6;
/** A longer picture is no picture; the table beside it has all. */
const mostBars = 12;
const mostLetters = 32;

/**
 * A chart of bars, each with its name and number in it, and the table of the same numbers. Nothing is told by colour: it
 * reads the same in black and white, by a screen reader, and as a table.
 */
export function bars(id: string, title: string, counts: readonly Count[], of: string): Block[] {
  if (counts.length === 0) return [{ kind: 'text', words: `${title}: none.` }];
  const shown = counts.slice(0, mostBars);
  const longest = Math.max(...shown.map(({ count }) => count), 1);
  const height = top * 2 + shown.length * barHeight;
  const told = shown.map(({ what, count }) => `${what} ${count}`).join(', ');
  return [
    { kind: 'heading', text: title },
    {
      kind: 'picture',
      width,
      draw: (asShown) =>
        renderToString(
          <svg
            xmlns="http://www.w3.org/2000/svg"
            role="img"
            aria-labelledby={`${id}-name ${id}-told`}
            viewBox={`0 0 ${width} ${height}`}
            width={width}
            height={height}
            font-family="Roboto"
            font-size="12"
          >
            <title id={`${id}-name`}>{asShown(title)}</title>
            <desc id={`${id}-told`}>{asShown(`Bars: ${told}.`)}</desc>
            {shown.map(({ what, count }, place) => (
              <Bar name={asShown(short(what))} count={count} part={count / longest} y={top + place * barHeight} />
            ))}
          </svg>,
        ),
    },
    countTable(
      `${title}, in numbers${shown.length < counts.length ? ` (the picture has the first ${mostBars})` : ''}`,
      counts,
      of,
    ),
  ];
}

export const countTable = (caption: string, counts: readonly Count[], of: string): Block => ({
  kind: 'table',
  caption,
  columns: [
    { title: of, share: 3 },
    { title: 'Count', numbers: true },
  ],
  rows: counts.map(({ what, count }) => [what, String(count)]),
});

const short = (name: string): string => {
  const letters = Array.from(name);
  return letters.length <= mostLetters ? name : `${letters.slice(0, mostLetters - 1).join('')}…`;
};

const Bar: FC<{ readonly name: string; readonly count: number; readonly part: number; readonly y: number }> = ({
  name,
  count,
  part,
  y,
}) => {
  const length = Math.round(part * (width - left - right) * 10) / 10;
  return (
    <>
      <text x={left - 8} y={y + 15} text-anchor="end">
        {name}
      </text>
      <rect x={left} y={y + 3} width={length} height={barHeight - 6} fill="#d0d0d0" stroke="#1a1a1a" stroke-width="1" />
      <text x={left + length + 6} y={y + 15}>
        {count}
      </text>
    </>
  );
};

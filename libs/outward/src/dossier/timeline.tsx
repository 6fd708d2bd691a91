import type { FC } from 'hono/jsx';
import { renderToString } from 'hono/jsx/dom/server';
import type { Picture } from '../paper/paper.js';
import { minuteOf, momentOf } from '../paper/moment.js';
import type { DossierModel, Told } from './dossier-model.js';

const width = 760;
const left = 120;
const right = 16;
const laneHeight = 30;
const top = 26;

/** Which lane an event stands in; each has a shape of its own, so that nothing is told by colour alone. */
const lanes = [
  { name: 'Claim', types: /^(claim|utterance|import)\./, shape: 'circle' },
  { name: 'Evidence', types: /^(citation|source|capture|enquiry|confidential)\./, shape: 'square' },
  { name: 'Verdict', types: /^verdict\./, shape: 'diamond' },
  { name: 'Ballots', types: /^(ballot|interest)\./, shape: 'triangle' },
  { name: 'Corrections', types: /^correction\./, shape: 'cross' },
  { name: 'Desk', types: /./, shape: 'line' },
] as const;
type Shape = (typeof lanes)[number]['shape'];

/** The history as a picture: a bar for each stay, a mark for each event. Its numbers stand in the tables beside it. */
export function timeline({ history, stays, verification }: DossierModel): Picture {
  const began = history[0]?.sequencedAt ?? verification.checkpoint.lastEntryAt;
  const ended = verification.checkpoint.lastEntryAt;
  const first = momentOf(began);
  const span = Math.max(1, momentOf(ended) - first);
  const place = (time: string): number =>
    Math.round((left + ((momentOf(time) - first) / span) * (width - left - right)) * 10) / 10;
  const used = lanes.filter((lane) => history.some((event) => laneOf(event) === lane));
  const height = top + (used.length + 1) * laneHeight + 24;
  return {
    kind: 'picture',
    width,
    draw: () =>
      renderToString(
        <svg
          xmlns="http://www.w3.org/2000/svg"
          role="img"
          aria-labelledby="timeline-name timeline-told"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          font-family="Roboto"
          font-size="11"
        >
          <title id="timeline-name">Timeline of the claim</title>
          <desc id="timeline-told">
            {`${history.length} events from ${minuteOf(began)} to ${minuteOf(ended)}, in lanes: ${used.map(({ name }) => name).join(', ')}. Above them the stages: ${stays.map(({ stage }) => stage.replace('_', ' ')).join(', ') || 'none'}. The tables below hold the same.`}
          </desc>
          <text x={left} y={14}>
            {minuteOf(began)}
          </text>
          <text x={width - right} y={14} text-anchor="end">
            {minuteOf(ended)}
          </text>
          <LaneName name="Stage" lane={0} />
          {stays.map(({ stage, from, until }) => (
            <Stage name={stage.replace('_', ' ')} from={place(from)} until={place(until ?? ended)} />
          ))}
          {used.map((lane, at) => (
            <>
              <LaneName name={lane.name} lane={at + 1} />
              {history
                .filter((event) => laneOf(event) === lane)
                .map(({ sequencedAt }) => (
                  <Mark shape={lane.shape} x={place(sequencedAt)} y={middle(at + 1)} />
                ))}
            </>
          ))}
        </svg>,
      ),
  };
}

const laneOf = ({ type }: Told): (typeof lanes)[number] | undefined => lanes.find(({ types }) => types.test(type));
const middle = (lane: number): number => top + lane * laneHeight + laneHeight / 2;

const LaneName: FC<{ readonly name: string; readonly lane: number }> = ({ name, lane }) => (
  <>
    <line x1={left} y1={middle(lane)} x2={width - right} y2={middle(lane)} stroke="#b0b0b0" stroke-width="1" />
    <text x={left - 10} y={middle(lane) + 4} text-anchor="end">
      {name}
    </text>
  </>
);

/** Its name stands in the bar where there is room; the table below names all. */
const Stage: FC<{ readonly name: string; readonly from: number; readonly until: number }> = ({ name, from, until }) => {
  const wide = Math.max(1, until - from);
  return (
    <>
      <rect x={from} y={middle(0) - 9} width={wide} height={18} fill="#e4e4e4" stroke="#1a1a1a" stroke-width="1" />
      {wide > name.length * 6.5 + 6 ? (
        <text x={from + wide / 2} y={middle(0) + 4} text-anchor="middle">
          {name}
        </text>
      ) : null}
    </>
  );
};

const paths: Readonly<Record<Exclude<Shape, 'circle'>, (x: number, y: number) => string>> = {
  square: (x, y) => `M${x - 4} ${y - 4}h8v8h-8z`,
  diamond: (x, y) => `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}z`,
  triangle: (x, y) => `M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}z`,
  cross: (x, y) => `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x - 5} ${y + 5}L${x + 5} ${y - 5}`,
  line: (x, y) => `M${x} ${y - 6}L${x} ${y + 6}`,
};

const Mark: FC<{ readonly shape: Shape; readonly x: number; readonly y: number }> = ({ shape, x, y }) =>
  shape === 'circle' ? (
    <circle cx={x} cy={y} r={5} fill="#ffffff" stroke="#1a1a1a" stroke-width="1.5" />
  ) : (
    <path d={paths[shape](x, y)} fill="#ffffff" stroke="#1a1a1a" stroke-width="1.5" />
  );

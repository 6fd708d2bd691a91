import type { FC } from 'hono/jsx';
import type { PublishedSource } from '../../published/published-claim.js';
import { label } from '../labels.js';
import { Day, Name, Out, Paragraphs, When } from '../words.js';

const order = ['refutes', 'supports', 'context'];

/** What the verdict rests on, for and against, so that a reader can look it up. */
export const Sources: FC<{ readonly sources: readonly PublishedSource[] }> = ({ sources }) => (
  <section aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    {sources.length === 0 && <p>This verdict names no sources.</p>}
    {order
      .map((stance) => ({ stance, those: sources.filter((source) => source.stance === stance) }))
      .filter(({ those }) => those.length > 0)
      .map(({ stance, those }) => (
        <>
          <h3>{label(stance)}</h3>
          <ul class="plain">
            {those.map((source) => (
              <Source source={source} from={sources.find(({ id }) => id === source.derivesFrom)} />
            ))}
          </ul>
        </>
      ))}
  </section>
);

const Source: FC<{ readonly source: PublishedSource; readonly from: PublishedSource | undefined }> = ({
  source,
  from,
}) => (
  <li>
    <p>
      {source.unnamed ? (
        'A source we do not name'
      ) : (
        <Out to={source.url}>
          <span dir="auto">{source.title}</span>
        </Out>
      )}
      {source.publisher && !source.unnamed && (
        <>
          , <Name>{source.publisher}</Name>
        </>
      )}
    </p>
    {source.excerpt && (
      <blockquote dir="auto">
        <Paragraphs text={source.excerpt} />
      </blockquote>
    )}
    {source.figure && <Figure figure={source.figure} />}
    <p class="facts">
      {source.primary ? 'Primary source for this claim' : 'Secondary source'}; {label(source.access)};{' '}
      {label(source.mode)}
      {source.retrievedAt && (
        <>
          , retrieved on <Day at={source.retrievedAt} />
        </>
      )}
      {source.consultedOn && (
        <>
          {' '}
          on <When at={source.consultedOn} />
        </>
      )}
      {from && (
        <>
          ; rests on <span dir="auto">{from.unnamed ? 'a source we do not name' : from.title}</span>
        </>
      )}
      {source.archivedUrl && (
        <>
          ; <Out to={source.archivedUrl}>archived copy</Out>
        </>
      )}
      .
    </p>
    {source.interests && (
      <p class="facts">
        Interests: <span dir="auto">{source.interests}</span>
      </p>
    )}
    {source.contentHash && (
      <p class="facts">
        SHA-256 of our copy: <code>{source.contentHash}</code>
      </p>
    )}
  </li>
);

const Figure: FC<{ readonly figure: NonNullable<PublishedSource['figure']> }> = ({ figure }) => (
  <p>
    Figure:{' '}
    <span dir="auto">
      {figure.value} {figure.unit}
    </span>
    {figure.period && (
      <>
        , for <When at={figure.period} />
      </>
    )}
    {figure.asOf && (
      <>
        , as of <When at={figure.asOf} />
      </>
    )}
    {figure.publishedOn && (
      <>
        , published on <When at={figure.publishedOn} />
      </>
    )}
    {figure.vintage && ` (${figure.vintage === 'first' ? 'as first published' : 'revised'})`}
  </p>
);

import type { FC } from 'hono/jsx';
import type { RatingScale } from '#libs/factcheck';
import { labelIn } from './labels.js';
import { page } from './layout.js';
import { permanent, type Site } from './site.js';
import { Words } from './words.js';

/** What our ratings mean: the scale in use first, and every other one that a published verdict may stand on. */
export const scalesPage = (site: Site, inUse: RatingScale, all: readonly RatingScale[]): string =>
  page(
    site,
    { title: 'Our ratings', canonical: permanent(site, '/scales') },
    <>
      <h1>Our ratings</h1>
      <p>A rating is about a claim in the words that stand above it, and on what was known at that time.</p>
      <Scale scale={inUse} heading="In use" />
      {all
        .filter((scale) => scale.code !== inUse.code || scale.version !== inUse.version)
        .map((scale) => (
          <Scale scale={scale} heading="Used before" />
        ))}
    </>,
  );

const Scale: FC<{ readonly scale: RatingScale; readonly heading: string }> = ({ scale, heading }) => (
  <section>
    <h2>
      {heading}: {scale.code.replaceAll('_', ' ')}, version {scale.version}
    </h2>
    <table>
      <caption>
        From {scale.worst}, the least true, to {scale.best}, the most true
      </caption>
      <thead>
        <tr>
          <th scope="col">Rating</th>
          <th scope="col" class="number">
            Place
          </th>
        </tr>
      </thead>
      <tbody>
        {scale.ratings.map(({ code, labels, value }) => {
          const { text, language } = labelIn(labels, code);
          return (
            <tr>
              <th scope="row">
                <Words in={language}>{text}</Words>
              </th>
              <td class="number">{value ?? 'outside the order'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </section>
);

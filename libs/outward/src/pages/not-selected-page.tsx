import type { FC } from 'hono/jsx';
import { label, labelIn } from './labels.js';
import { page } from './layout.js';
import { permanent, type Site } from './site.js';
import { Words } from './words.js';

/** One number of the register. `all`: of every claim that was turned down. */
export interface NotSelectedCount {
  readonly counted: 'all' | 'reason' | 'topic' | 'origin';
  readonly code: string;
  /** Of a topic. */
  readonly labels: Readonly<Record<string, string>> | null;
  readonly claims: number;
}

/** What was not checked, in numbers: a claim that nobody checked is not named. */
export function notSelectedPage(site: Site, counts: readonly NotSelectedCount[]): string {
  const total = counts.find(({ counted }) => counted === 'all')?.claims ?? 0;
  const of = (what: NotSelectedCount['counted']) => counts.filter(({ counted }) => counted === what);
  return page(
    site,
    { title: 'What we did not check', canonical: permanent(site, '/not-selected') },
    <>
      <h1>What we did not check</h1>
      <p>
        {total === 0
          ? 'So far we have turned no claim down.'
          : `We have looked at ${total} ${total === 1 ? 'claim' : 'claims'} without checking ${total === 1 ? 'it' : 'them'}.`}{' '}
        Claims that nobody checked are not named here.
      </p>
      <Counts about="Why" head="Reason" counts={of('reason')} />
      <Counts about="On which topics" head="Topic" counts={of('topic')} />
      <Counts about="Who brought them" head="Brought by" counts={of('origin')} />
    </>,
  );
}

const Counts: FC<{ readonly about: string; readonly head: string; readonly counts: readonly NotSelectedCount[] }> = ({
  about,
  head,
  counts,
}) =>
  counts.length === 0 ? null : (
    <table>
      <caption>{about}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">
            Claims
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ code, labels, claims }) => {
          const { text, language } = labels ? labelIn(labels, code) : { text: label(code) };
          return (
            <tr>
              <th scope="row">
                <Words in={language}>{text}</Words>
              </th>
              <td class="number">{claims}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );

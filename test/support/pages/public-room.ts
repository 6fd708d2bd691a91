import { eventually } from '../eventually.js';
import { type Answer, type Body, type Caller, type Newsroom, openNewsroom } from '../newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../story.js';

/** A staffed newsroom, and what a reader without a key sees of it. */
export interface PublicRoom {
  readonly newsroom: Newsroom;
  readonly desk: Desk;
  /** An editor who had no part in anything. */
  readonly uninvolved: Caller;
  readonly home: string;
  page(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** The page once it says this; the worker brings it in step. */
  saying(path: string, words: string): Promise<string>;
  /** Waits until what readers see holds all that the log says. */
  inStep(): Promise<void>;
  publish(): Promise<{ claim: Body; verdict: Body; path: string }>;
  pathOf(claim: Body): Promise<string>;
}

export async function openPublicRoom(environment: NodeJS.ProcessEnv = {}): Promise<PublicRoom> {
  const newsroom = await openNewsroom(environment);
  const desk = await staffed(newsroom);
  const uninvolved = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
  const { slug } = await newsroom.admin.get('/organization');
  const home = `/p/${slug}`;
  const page: PublicRoom['page'] = (path, headers) => newsroom.nobody.send('get', `${home}${path}`, undefined, headers);
  const inStep = async (): Promise<void> => {
    await eventually('what is public is in step with the log', async () => {
      const [row] = await newsroom.on.asOwner<{ behind: boolean }>(
        `select exists (select from event_pending) or exists (
           select from ledger_head h left join published_progress p using (organization_id)
            where h.size > coalesce(p.next_index, 0)) as behind`,
      );
      return row?.behind === false;
    });
  };
  const pathOf = async ({ id }: Body): Promise<string> => {
    await inStep();
    const rows = await newsroom.on.asOwner<{ slug: string }>(
      `select slug from published_claim where claim_id = '${id}'`,
    );
    return `/claims/${rows[0]?.slug}`;
  };
  return {
    newsroom,
    desk,
    uninvolved,
    home,
    page,
    inStep,
    pathOf,
    saying: (path, words) =>
      eventually(`${path} says ${words}`, async () => {
        const { text } = await page(path);
        return text.includes(words) && text;
      }),
    async publish() {
      const { claim, verdict } = await approvedVerdict(desk);
      await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
      return { claim, verdict, path: await pathOf(claim) };
    },
  };
}

/** What is read: without tags, and with the entities of our renderer put back. */
export const wordsOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<main[^>]*>/u, '')
    .replace(/<\/main>[\s\S]*$/u, '')
    .replace(/<[^>]+>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ')
    .trim();

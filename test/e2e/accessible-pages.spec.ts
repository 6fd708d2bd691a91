import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser, installedBrowser, type Look } from '../support/pages/browser.js';
import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';
import { richStory } from '../support/pages/rich-story.js';

const path = installedBrowser();
if (!path)
  console.warn(
    'SKIPPED: pages are not looked at in a browser, because no Chromium is installed (apt-get install chromium).',
  );
const describeInBrowser = path ? describe : describe.skip;

const looks: Readonly<Record<string, Look>> = {
  desk: { width: 1100, height: 800, scheme: 'light' },
  night: { width: 1100, height: 800, scheme: 'dark' },
  phone: { width: 390, height: 844, scheme: 'light' },
  'phone-night': { width: 320, height: 640, scheme: 'dark' },
  paper: { width: 794, height: 1123, scheme: 'light', media: 'print' },
};

// Where to put pictures of every page, for whoever wants to look at them.
const pictures = process.env.PAGE_PICTURES;

describeInBrowser('every page, in a browser', () => {
  let room: PublicRoom;
  let browser: Browser;
  let pages: readonly (readonly [string, string])[] = [];
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

  beforeAll(async () => {
    room = await openPublicRoom();
    pages = await richStory(room);
    browser = await Browser.open(path as string);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await room?.newsroom.close();
  });

  it.each(Object.entries(looks))(
    '%s: holds WCAG 2.2 AA, fits its width, and obeys its own policy',
    async (name, look) => {
      const faults: unknown[] = [];
      for (const [page, address] of pages) {
        await browser.visit(`${room.newsroom.address}${room.home}${address}`, look);
        await browser.run(axe);
        const { violations } = await browser.run<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`);
        faults.push(
          ...violations.map(({ id, nodes }) => [
            page,
            id,
            nodes.slice(0, 3).map((one) => `${one.html} ${one.failureSummary}`),
          ]),
        );
        const wide = await browser.run<boolean>(
          `document.documentElement.scrollWidth > document.documentElement.clientWidth`,
        );
        if (wide) faults.push([page, 'scrolls sideways']);
        // The style sheet came through the page's own policy.
        const styled = await browser.run<string>(`getComputedStyle(document.querySelector('main')).maxWidth`);
        if (look.media !== 'print' && styled === 'none') faults.push([page, 'has no style']);
        if (!pictures) continue;
        mkdirSync(pictures, { recursive: true });
        writeFileSync(join(pictures, `${page}-${name}.png`), await browser.picture());
      }
      const complaints = browser.complaints.filter((one) => !one.includes('404'));
      expect([faults, complaints]).toEqual([[], []]);
    },
  );

  it('reaches the content and every link by keyboard, each with a visible focus', async () => {
    const [, claim = ''] = pages[1] ?? [];
    await browser.visit(`${room.newsroom.address}${room.home}${claim}`, looks.phone as Look);
    const unseen = await browser.run<string[]>(`[...document.querySelectorAll('a')].filter((link) => {
      link.focus({ focusVisible: true });
      const { outlineStyle, outlineWidth } = getComputedStyle(link);
      return document.activeElement !== link || outlineStyle === 'none' || parseFloat(outlineWidth) < 2;
    }).map((link) => link.outerHTML)`);
    expect(unseen).toEqual([]);
    expect(await browser.run(`document.querySelector('a').getAttribute('href')`)).toBe('#content');
    expect(await browser.run(`document.querySelectorAll('script:not([type="application/ld+json"])').length`)).toBe(0);
  });
});

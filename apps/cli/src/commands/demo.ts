import { Command } from 'commander';

export const demoCommand = new Command('demo')
  .description('play the whole story as a guided tour, on a desk of its own that is gone afterwards')
  .option(
    '--article <path>',
    'another article: plain text; a .json beside it may hold url, headline, outlet, byline, language, publishedAt',
  )
  .option('--claims <path>', 'its claims, one JSON object a line (see samples/README.md)')
  .action(async (options: { article?: string; claims?: string }) => {
    if ((options.article === undefined) !== (options.claims === undefined)) {
      throw new Error('--article and --claims go together: the claims are anchored in the article.');
    }
    // Loaded when needed: `verify` and `--help` need nothing of this.
    const { tour } = await import('../demo/tour.js');
    await tour(options);
  });

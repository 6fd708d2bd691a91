import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Published vectors, benchmarks and the marked article lie beside the checkout; CLAIMDESK_SHARED names another place. */
export const sharedFolder = resolve(process.env.CLAIMDESK_SHARED ?? join(__dirname, '..', '..', '..', 'shared'));

/** `describe`, or a loud skip where the shared folder is not there (a lone clone). */
export function describeWithShared(path: string, title: string, tests: () => void): void {
  if (existsSync(join(sharedFolder, path))) {
    describe(title, tests);
  } else {
    console.warn(`SKIPPED: "${title}" needs ${path} beside the checkout (CLAIMDESK_SHARED).`);
    describe.skip(title, () => {
      it('needs the shared folder', () => undefined);
    });
  }
}

import { CreateOrganization, OrganizationStore, parseKey } from '#libs/identity';
import type { OpenDesk } from './open-desk.js';
import { withRooms } from './rooms.js';

/**
 * The first organization and its administrator, if they are not there yet. The organization's id comes from the key that
 * automation brought, or from the data folder, so that a start that was interrupted is simply repeated.
 * Gives the key to show, once; nothing when there is nothing new, or when the caller brought the key.
 */
export async function bootstrap(desk: OpenDesk): Promise<string | undefined> {
  const brought = desk.settings.config.bootstrapKey;
  const id = brought ? organizationIn(brought) : desk.embedded?.firstOrganization;
  if (!id) return undefined;
  return withRooms(desk, async (rooms) => {
    const store = rooms.get(OrganizationStore);
    // What was restored from a backup has its newsrooms, and needs no first one.
    if (brought ? await store.exists(id) : await store.any()) return undefined;
    const created = await rooms.get(CreateOrganization).run(
      { kind: 'operator', roles: [] },
      {
        id,
        // Short names are unique on an installation, and automation may bring more than one key.
        slug: brought ? `newsroom-${id.slice(-8)}` : 'newsroom',
        name: 'Newsroom',
        admin: { name: 'Administrator' },
        entrance: brought ? { key: brought } : 'issue',
      },
    );
    return brought ? undefined : (created.key ?? undefined);
  });
}

function organizationIn(key: string): string {
  const parsed = parseKey(key);
  if (!parsed)
    throw new Error('CLAIMDESK_BOOTSTRAP_KEY is not a valid Claimdesk key. Make one with "npx claimdesk new-key".');
  return parsed.organization;
}

const hostOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined;

/** Whether an address is on a site: on its host, or one of the two below the other. */
export function isOnSite(address: string, site: string): boolean {
  const [one, other] = [hostOf(address), hostOf(site)];
  if (one === undefined || other === undefined) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

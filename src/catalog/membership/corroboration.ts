import type { Corroboration } from '../../platform/fact';

/**
 * Who of the two parties of a membership says so, judged by the sites of the sources: the organisation's own, the member's own, both, none.
 *
 * A source is on a site when its host is that of the site or below it, `www.` left aside: `old.uclg.org` is on `www.uclg.org`.
 */
export function corroborationOf(sources: readonly string[], organizationSite: string | null, memberSite: string | null): Corroboration {
  const byOrganization = sources.some((source) => isOn(source, organizationSite));
  const byMember = sources.some((source) => isOn(source, memberSite));
  if (byOrganization && byMember) return 'BOTH';
  if (byOrganization) return 'ORGANIZATION';
  return byMember ? 'MEMBER' : 'UNCONFIRMED';
}

function isOn(source: string, site: string | null): boolean {
  if (site === null) return false;
  const [host, own] = [hostOf(source), hostOf(site)];
  return host === own || host.endsWith(`.${own}`);
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

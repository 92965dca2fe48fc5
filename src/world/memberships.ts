import { corroborationOf } from '../catalog/membership/corroboration';
import { ActorKind } from '../catalog/vocabulary/common';
import { AssertionBasis, MembershipStatus } from '../catalog/vocabulary/membership';
import { citationsOf, wordsOf } from './citations';
import type { Directory } from './directory';
import { idOf } from './ids';
import type { LeftOuts } from './left-out';
import { period } from './period';
import type { Cite, TableRow, Version } from './plan';
import { type Life, spansOf, transitionsOf } from './spans';
import type { Tables } from './tables';

type Line = Tables['memberships'][number];

/** Memberships of associations, networks and countries. */
export function membershipVersions(tables: Tables, directory: Directory, leftOut: LeftOuts): Version[] {
  const sites = sitesOf(tables, directory);
  const firsts = new FirstLines(leftOut);
  return tables.memberships.flatMap((row) => {
    const [memberId, organizationId] = [memberOf(row, directory), directory.organization(row, 'organization_key')];
    if (memberId === organizationId) row.fail('member_key', 'an organisation is no member of itself.');
    return firsts.isRepeated(row, organizationId, memberId) ? [] : membershipOf(row, { directory, organizationId, sites })(memberId);
  });
}

/** Two lines about one member (by two of its names) are one membership, the first. */
export class FirstLines {
  private readonly seen = new Map<string, number>();

  constructor(private readonly leftOut: LeftOuts) {}

  isRepeated({ file, line }: Pick<Line, 'file' | 'line'>, organizationId: string, memberId: string): boolean {
    const factId = membershipId(organizationId, memberId);
    const first = this.seen.get(factId);
    if (first === undefined) this.seen.set(factId, line);
    else this.leftOut.add(`the same member of the same organisation as an earlier line of ${file}`, `line ${line} (line ${first})`);
    return first !== undefined;
  }
}

/** Never changes: every installation derives the same ids. */
function membershipId(organizationId: string, memberId: string): string {
  return idOf('fact', 'membership', organizationId, memberId);
}

/** The sites of organisations, by their ids. */
export function sitesOf({ organizations }: Tables, directory: Directory): ReadonlyMap<string, string | null> {
  return new Map(organizations.map((row) => [directory.organization(row, 'key'), row.url('website')]));
}

function memberOf(row: Line, directory: Directory): string {
  const kind = row.word('member_kind', ActorKind);
  if (kind === 'CITY') row.fail('member_kind', 'cities are in the rosters.');
  return kind === 'COUNTRY' ? directory.country(row, 'country_code') : directory.organization(row, 'member_key');
}

export interface Membership {
  readonly directory: Directory;
  readonly organizationId: string;
  readonly sites: ReadonlyMap<string, string | null>;
}

/** Spans and steps of the membership a row tells of, once it is known whose it is. All of the row is checked at once. */
export function membershipOf(row: Line, { directory, organizationId, sites }: Membership): (memberId: string) => Version[] {
  const { valid_from_given: validFrom, valid_to_given: validTo } = period(row, 'valid_from', 'valid_to');
  const at = directory.fact('collaboration', row, 'at_collaboration_key');
  const life: Life = { status: row.word('status', MembershipStatus), validFrom, validTo, at };
  const tierId = directory.tier(row, 'tier_code', organizationId);
  const said = {
    ...{ organization_id: organizationId, tier_id: tierId, basis: row.word('basis', AssertionBasis) },
    ...{ is_founder: row.flag('is_founder'), name_as_listed: row.maybe('member_name'), tier_as_printed: row.maybe('tier_as_printed') },
    ...{ office: row.maybe('office'), theme_ids: directory.themes(row, 'theme') },
  };
  const urls = [row.text('source_url'), ...row.list('more_source_urls', ' ')];
  const [citations, confidence] = [citationsOf(row, directory, wordsOf(row)), row.confidence('confidence')];
  return (memberId) => {
    const corroboration = corroborationOf(urls, sites.get(organizationId) ?? null, sites.get(memberId) ?? null);
    return versionsOf({
      factId: membershipId(organizationId, memberId),
      memberId,
      said,
      life,
      shared: { confidence, corroboration },
      citations,
    });
  };
}

interface Placed {
  readonly factId: string;
  readonly memberId: string;
  readonly said: TableRow;
  readonly life: Life;
  readonly shared: TableRow;
  readonly citations: readonly Cite[];
}

function versionsOf({ factId, memberId, said, life, shared, citations }: Placed): Version[] {
  const spans = spansOf(life).map(({ status, from, to }): Version => {
    const content = { member_id: memberId, ...said, ...shared, status, valid_from_given: from, valid_to_given: to };
    return { table: 'membership', kind: 'Membership', factId, content, citations };
  });
  const steps = transitionsOf(life).map(({ from, to, on, at: occasion }, place): Version => {
    const content = {
      ...{ membership_id: factId, position: place + 1, from_status: from, to_status: to, tier_id: said.tier_id },
      ...{ happened_on: on, at_collaboration_id: occasion, ...shared },
    };
    return {
      table: 'membership_transition',
      kind: 'MembershipTransition',
      factId: idOf('fact', 'transition', factId, to),
      content,
      citations,
    };
  });
  return [...spans, ...steps];
}

import { ActorKind } from '../catalog/vocabulary/common';
import { AssertionBasis, MembershipStatus } from '../catalog/vocabulary/membership';
import { citationsOf, wordsOf } from './citations';
import { corroborationOf } from './corroboration';
import type { Directory } from './directory';
import { idOf } from './ids';
import type { LeftOuts } from './left-out';
import { period } from './period';
import type { Cite, TableRow, Version } from './plan';
import { type Life, spansOf, transitionsOf } from './spans';
import type { Tables } from './tables';

type Line = Tables['memberships'][number];

/** Memberships with their spans and steps. Two lines about one member (by two of its names) are one membership, the first. */
export function membershipVersions(tables: Tables, directory: Directory, leftOut: LeftOuts): Version[] {
  const sites = new Map(tables.organizations.map((row) => [directory.organization(row, 'key'), row.url('website')]));
  const seen = new Map<string, number>();
  return tables.memberships.flatMap((row) => {
    const [memberId, organizationId] = [memberOf(row, directory), directory.organization(row, 'organization_key')];
    if (memberId === organizationId) row.fail('member_key', 'an organisation is no member of itself.');
    const factId = idOf('fact', 'membership', organizationId, memberId);
    const first = seen.get(factId);
    if (first !== undefined) {
      leftOut.add('the same member of the same organisation as an earlier line of memberships.csv', `line ${row.line} (line ${first})`);
      return [];
    }
    seen.set(factId, row.line);
    const urls = [row.text('source_url'), ...row.list('more_source_urls', ' ')];
    const corroboration = corroborationOf(urls, sites.get(organizationId) ?? null, sites.get(memberId) ?? null);
    const shared = { confidence: row.confidence('confidence'), corroboration };
    return versionsOf({ factId, memberId, organizationId, shared, row, directory, citations: citationsOf(row, directory, wordsOf(row)) });
  });
}

function memberOf(row: Line, directory: Directory): string {
  const kind = row.word('member_kind', ActorKind);
  if (kind === 'CITY') return directory.city(row, 'member_name', 'country_code');
  return kind === 'COUNTRY' ? directory.country(row, 'country_code') : directory.organization(row, 'member_key');
}

interface Placed {
  readonly factId: string;
  readonly memberId: string;
  readonly organizationId: string;
  readonly shared: TableRow;
  readonly row: Line;
  readonly directory: Directory;
  readonly citations: readonly Cite[];
}

function versionsOf({ factId, memberId, organizationId, shared, row, directory, citations }: Placed): Version[] {
  const { valid_from_given: validFrom, valid_to_given: validTo } = period(row, 'valid_from', 'valid_to');
  const at = directory.fact('collaboration', row, 'at_collaboration_key');
  const life: Life = { status: row.word('status', MembershipStatus), validFrom, validTo, at };
  const tierId = directory.tier(row, 'tier_code', organizationId);
  const said = {
    ...{ member_id: memberId, organization_id: organizationId, tier_id: tierId, basis: row.word('basis', AssertionBasis) },
    ...{ is_founder: row.flag('is_founder'), name_as_listed: row.maybe('member_name'), tier_as_printed: row.maybe('tier_as_printed') },
    ...{ office: row.maybe('office'), theme_ids: directory.themes(row, 'theme'), ...shared },
  };
  const spans = spansOf(life).map(({ status, from, to }): Version => {
    const content = { ...said, status, valid_from_given: from, valid_to_given: to };
    return { table: 'membership', kind: 'Membership', factId, content, citations };
  });
  const steps = transitionsOf(life).map(({ from, to, on, at: occasion }, place): Version => {
    const content = {
      ...{ membership_id: factId, position: place + 1, from_status: from, to_status: to, tier_id: tierId },
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

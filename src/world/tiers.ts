import { ActorKind } from '../catalog/vocabulary/common';
import { BenefitKind, OnwardSharing, TierCategory } from '../catalog/vocabulary/membership';
import type { Directory } from './directory';
import { idOf } from './ids';
import { Counter } from './names';
import type { Version } from './plan';
import type { Tables } from './tables';

export function tierVersions({ tiers }: Tables, directory: Directory): Version[] {
  return tiers.map((row) => {
    const organizationId = directory.organization(row, 'organization_key');
    return {
      table: 'membership_tier',
      kind: 'MembershipTier',
      factId: idOf('fact', 'tier', organizationId, row.text('code')),
      content: {
        ...{ organization_id: organizationId, code: row.text('code'), name: row.textsRequired('name') },
        category: row.word('category', TierCategory),
        open_to: row.words('open_to', ActorKind),
        term_years: row.number('term_years'),
        confidence: row.confidence('confidence'),
      },
      citations: [{ sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') }],
    };
  });
}

export function benefitVersions({ tier_benefits }: Tables, directory: Directory): Version[] {
  const times = new Counter();
  return tier_benefits.map((row) => {
    const tierId = directory.tier(row, 'tier_code', directory.organization(row, 'organization_key'));
    const kind = row.word('kind', BenefitKind);
    if (tierId === null) return row.fail('tier_code', 'it must not be empty.');
    return {
      table: 'tier_benefit',
      kind: 'TierBenefit',
      factId: idOf('fact', 'benefit', tierId, kind, times.next(tierId, kind)),
      content: {
        ...{ tier_id: tierId, kind, description: row.textsRequired('description') },
        onward_sharing: row.word('onward_sharing', OnwardSharing),
        confidence: row.confidence('confidence'),
      },
      citations: [{ sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') }],
    };
  });
}

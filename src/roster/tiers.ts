import type { ActorKind } from '../catalog/vocabulary/common';
import type { Database } from '../platform/database';
import { fold } from '../platform/fold';
import type { LocalizedText } from '../platform/language';
import { sql } from '../platform/sql';
import { shown } from './problem';
import type { ParsedRow, RowIssue } from './read-row';

interface Tier {
  readonly id: string;
  readonly code: string;
  readonly names: LocalizedText;
  readonly openTo: readonly ActorKind[];
}

/** The tiers of an organisation, by their codes and by their names in any language, and which members each takes. */
export class Tiers {
  private readonly byWord: ReadonlyMap<string, Tier>;
  private readonly byId: ReadonlyMap<string, Tier>;

  /** @param kinds of organisations, by id. */
  constructor(
    private readonly tiers: readonly Tier[],
    private readonly kinds: ReadonlyMap<string, ActorKind>,
  ) {
    this.byWord = new Map(tiers.flatMap((tier) => [tier.code, ...Object.values(tier.names)].map((word) => [fold(word), tier] as const)));
    this.byId = new Map(tiers.map((tier) => [tier.id, tier]));
  }

  static async of(db: Database, organizationId: string): Promise<Tiers> {
    const tiers = await db.rows<Tier>(sql`
      SELECT id, code, name AS names, open_to AS "openTo" FROM membership_tier
      WHERE organization_id = ${organizationId} AND superseded_at = 'infinity'`);
    const kinds = await db.rows<{ id: string; kind: ActorKind }>(sql`SELECT id, kind FROM organization`);
    return new Tiers(tiers, new Map(kinds.map(({ id, kind }) => [id, kind])));
  }

  /**
   * The tier a row names, even where the member it seems to be cannot be in it, which is told. Where the hub knows no tier for such members,
   * the words are kept as printed; else a tier it does not know is told.
   *
   * @param organizationId the member, when it is an organisation and known which.
   */
  tierOf(
    { tier: word, line, isOrganization }: Pick<ParsedRow, 'tier' | 'line' | 'isOrganization'>,
    organizationId: string | null,
  ): { readonly id: string | null; readonly issues: readonly RowIssue[] } {
    if (word === null) return { id: null, issues: [] };
    const [tier, kinds] = [this.byWord.get(fold(word)), this.kindsOf(isOrganization, organizationId)];
    const takes = ({ openTo }: Tier) => kinds.some((kind) => openTo.includes(kind));
    const tell = (code: RowIssue['code'], message: string): RowIssue[] => [{ code, line, column: 0, message: `Line ${line}: ${message}` }];
    if (tier)
      return {
        id: tier.id,
        issues: takes(tier)
          ? []
          : tell('TIER_NOT_OPEN_TO_MEMBER', `the tier ${shown(word)} takes no ${kinds.length > 1 ? 'organisations' : MANY[kinds[0]!]}.`),
      };
    return { id: null, issues: this.tiers.some(takes) ? tell('TIER_UNKNOWN', `the organisation has no tier ${shown(word)}.`) : [] };
  }

  /** The tier, if the member can be in it: a city, unless it is an organisation. */
  openTo(tierId: string | null, organizationId: string | null): string | null {
    const [kind] = this.kindsOf(false, organizationId);
    return tierId !== null && this.byId.get(tierId)?.openTo.includes(kind!) ? tierId : null;
  }

  private kindsOf(isOrganization: boolean, organizationId: string | null): readonly ActorKind[] {
    if (organizationId !== null) return [this.kinds.get(organizationId) ?? 'INSTITUTION'];
    return isOrganization ? ORGANIZATIONS : ['CITY'];
  }
}

export const ORGANIZATIONS = ['ASSOCIATION', 'NETWORK', 'INSTITUTION'] as const;

const MANY: Readonly<Record<ActorKind, string>> = {
  CITY: 'cities',
  COUNTRY: 'countries',
  ASSOCIATION: 'associations',
  NETWORK: 'networks',
  INSTITUTION: 'institutions',
};

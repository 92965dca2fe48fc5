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
  readonly openTo: readonly string[];
}

/** The tiers of an organisation, by their codes and by their names in any language. */
export class Tiers {
  private readonly byWord: ReadonlyMap<string, Tier>;
  private readonly hasForCities: boolean;

  constructor(tiers: readonly Tier[]) {
    this.byWord = new Map(tiers.flatMap((tier) => [tier.code, ...Object.values(tier.names)].map((word) => [fold(word), tier] as const)));
    this.hasForCities = tiers.some(({ openTo }) => openTo.includes('CITY'));
  }

  static async of(db: Database, organizationId: string): Promise<Tiers> {
    return new Tiers(
      await db.rows<Tier>(sql`
        SELECT id, code, name AS names, open_to AS "openTo" FROM membership_tier
        WHERE organization_id = ${organizationId} AND superseded_at = 'infinity'`),
    );
  }

  /** The tier a row names. Where the hub knows no tier for cities, its words are kept as printed; else a tier it does not know is told. */
  tierOf({ tier: word, line }: ParsedRow): { readonly id: string | null; readonly issues: readonly RowIssue[] } {
    if (word === null) return { id: null, issues: [] };
    const tier = this.byWord.get(fold(word));
    const tell = (code: RowIssue['code'], message: string) => ({
      id: null,
      issues: [{ code, line, column: 0, message: `Line ${line}: ${message}` }],
    });
    if (tier?.openTo.includes('CITY')) return { id: tier.id, issues: [] };
    if (tier) return tell('TIER_NOT_OPEN_TO_CITIES', `the tier ${shown(word)} takes no cities.`);
    return this.hasForCities ? tell('TIER_UNKNOWN', `the organisation has no tier ${shown(word)}.`) : { id: null, issues: [] };
  }
}

import { v7 } from 'uuid';
import { fold } from '../platform/fold';
import type { TableRow } from '../platform/insert-rows';
import { dayAfter } from '../platform/partial-date';
import { scriptOf } from '../platform/script';
import { flagsOf, lookOf } from './flags';
import type { MemberMatch } from './match-members';
import type { ParsedRow, RowIssue } from './read-row';
import type { StoredCandidate } from './roster-row.entity';
import type { MatchMethod } from './roster-words';
import type { Tiers } from './tiers';

/**
 * Parsed rows → rows to store: each with the city or organisation the hub takes, or the candidates for a person.
 *
 * The hub decides nothing by itself that looks doubtful: a row with an issue, a second row for the same member by another name, or a name
 * that looks like another row's and is written otherwise, waits for a person. One instance sees all rows of an import, in their order.
 */
export class RowResolver {
  private readonly members = new Map<string, Seen>();
  private readonly looks = new Map<string, Seen>();
  private position = 0;

  constructor(
    private readonly roster: { readonly id: string; readonly organizationId: string; readonly asOf: string },
    private readonly tiers: Tiers,
  ) {}

  resolve(rows: readonly ParsedRow[], matches: readonly MemberMatch[]): TableRow[] {
    return rows.map((row, at) => this.resolved(row, matches[at]!));
  }

  private resolved(row: ParsedRow, match: MemberMatch): TableRow {
    const tier = this.tiers.tierOf(row, match.organizationId);
    const said = match.organizationId === null ? row.issues : row.issues.filter(({ code }) => code !== 'NOT_A_CITY');
    const issues = [...said, ...tier.issues, ...this.end(row), ...this.itself(row, match), ...this.repeats(row, match)];
    const isSure = match.decision === 'MATCH' && issues.every(({ code }) => HARMLESS.has(code));
    const decision = isSure ? 'MATCH' : match.candidates.length > 0 ? 'REVIEW' : 'NO_MATCH';
    const [best] = match.candidates;
    this.position += 1;
    // Written out in one piece: made of parts, each row takes ten times as long, and there are 200,000 of them.
    return {
      id: v7(),
      import_id: this.roster.id,
      position: this.position,
      line: row.line,
      name_as_listed: row.name,
      country_as_listed: row.country,
      region_as_listed: row.region,
      tier_as_listed: row.tier,
      tier_id: tier.id,
      tier_as_printed: row.tierAsPrinted,
      status: row.status,
      office: row.office,
      is_founder: row.isFounder,
      as_of: row.asOf === undefined ? this.roster.asOf : row.asOf,
      source_url: row.source,
      quote: row.quote,
      member_number: row.memberNumber,
      since: row.since,
      until: row.until,
      kind: row.kind,
      geonames_id: row.geonamesId,
      wikidata_id: row.wikidataId,
      unlocode: row.unlocode,
      issues,
      decision,
      city_id: isSure ? match.cityId : null,
      organization_id: isSure ? match.organizationId : null,
      score: best?.score ?? null,
      method: best ? methodOf(row.name, best) : null,
      reasons: [...new Set([...match.reasons, ...issues.filter(({ code }) => !HARMLESS.has(code)).map(({ code }) => code)])],
      candidates: isSure ? match.candidates.slice(0, 1) : match.candidates,
    };
  }

  /** Who is said to be no member any more has left by the roster's day. */
  private end(row: ParsedRow): RowIssue[] {
    if (row.status !== 'EXPIRED' || row.until === null || dayAfter(row.until) <= this.roster.asOf) return [];
    return [issue(row, 'END_MISSING', `is said to be over, and to last until ${row.until}, which is not over on ${this.roster.asOf}`)];
  }

  private itself(row: ParsedRow, { organizationId }: MemberMatch): RowIssue[] {
    return organizationId === this.roster.organizationId
      ? [issue(row, 'MEMBER_OF_ITSELF', 'is the organisation whose roster this is')]
      : [];
  }

  private repeats(row: ParsedRow, match: MemberMatch): RowIssue[] {
    if (row.name === '') return [];
    const issues: RowIssue[] = [];
    const self: Seen = { line: row.line, name: row.name, tier: row.tier };
    const look = `${fold(row.country ?? '')}|${lookOf(row.name)}`;
    const alike = this.looks.get(look);
    if (alike && fold(alike.name) !== fold(row.name)) issues.push(issue(row, 'LOOKS_LIKE_ANOTHER_LINE', `looks like line ${alike.line}`));
    if (!alike) this.looks.set(look, self);
    const memberId = match.cityId ?? match.organizationId;
    const first = memberId === null ? undefined : this.members.get(memberId);
    if (first && (first.name !== row.name || first.tier !== row.tier))
      issues.push(issue(row, 'SAME_MEMBER_AS_ANOTHER_LINE', `seems to be the same member as line ${first.line}`));
    if (memberId !== null && !first) this.members.set(memberId, self);
    return issues;
  }
}

interface Seen {
  readonly line: number;
  readonly name: string;
  readonly tier: string | null;
}

/** What a person may want to know but need not decide. */
const HARMLESS: ReadonlySet<RowIssue['code']> = new Set(['DATE_LESS_PRECISE']);

function issue({ line }: ParsedRow, code: RowIssue['code'], what: string): RowIssue {
  return { code, line, column: 0, message: `Line ${line}: ${what}.` };
}

function methodOf(name: string, { features, matchedName }: StoredCandidate): MatchMethod {
  if (features.some(({ id }) => id === 'identifier')) return 'IDENTIFIER';
  if (fold(name) === fold(matchedName.value) && flagsOf(name).length === 0) return 'EXACT_NAME';
  return scriptOf(name) === scriptOf(matchedName.value) ? 'FUZZY_NAME' : 'TRANSLITERATION';
}

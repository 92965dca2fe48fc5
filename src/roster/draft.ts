import { v7 } from 'uuid';
import type { TableRow } from '../platform/insert-rows';
import { dayAfter, dayBefore, firstDay } from '../platform/partial-date';
import type { PlannedRow, Span, Step } from './plan';
import { cut } from './problem';

/** What is to be written for the steps of a plan; a pure function of what is there. */
export interface Draft {
  /** Versions to be superseded. */
  readonly supersede: readonly string[];
  readonly facts: readonly TableRow[];
  readonly memberships: readonly TableRow[];
  readonly transitions: readonly TableRow[];
  readonly citations: readonly TableRow[];
}

export interface DraftContext {
  readonly organizationId: string;
  readonly sourceId: string;
  readonly asOf: string;
  /** Cities of rows that make one. */
  readonly newCities: ReadonlyMap<string, string>;
  /** Versions that may be superseded, as rows of the table "membership". */
  readonly contents: ReadonlyMap<string, TableRow>;
  /** What those versions cite, as rows of the table "citation". */
  readonly cited: ReadonlyMap<string, readonly TableRow[]>;
  /** Sources of pages that rows name, by address. */
  readonly pages: ReadonlyMap<string, string>;
  /** Steps that are recorded of a membership. */
  readonly positions: ReadonlyMap<string, number>;
}

/** A roster is the organisation's own word. */
const CONFIDENCE = { confidence: 0.9, corroboration: 'ORGANIZATION' } as const;
/** What was said of a span before is not said of the one a roster begins. */
const NEW_WORD = { ...CONFIDENCE, member_holds: null, organization_holds: null } as const;

export function draftOf(steps: readonly Step[], context: DraftContext): Draft {
  const writer = new DraftWriter(context);
  for (const step of steps) {
    if (step.kind === 'join' && step.held === null) writer.joinNew(step.row);
    else if (step.kind === 'join') writer.joinHeld(step.row, step.held!.id, step.span);
    else if (step.kind === 'change-tier') writer.changeTier(step.row, step.held.id, step.span);
    else if (step.kind === 'leave') writer.leave(step);
  }
  return writer.draft;
}

/** Days are as given: a year, a month or a day. */
interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

class DraftWriter {
  readonly draft = {
    supersede: [] as string[],
    facts: [] as TableRow[],
    memberships: [] as TableRow[],
    transitions: [] as TableRow[],
    citations: [] as TableRow[],
  };
  private readonly steps = new Map<string, number>();

  constructor(private readonly context: DraftContext) {}

  joinNew(row: PlannedRow): void {
    const { organizationId, newCities, asOf } = this.context;
    const id = v7();
    const memberId = row.memberId ?? newCities.get(row.rowId);
    this.draft.facts.push({ id, kind: 'Membership' });
    const hasLeft = row.until !== null && dayAfter(row.until) <= asOf;
    const content = { ...EMPTY, id, member_id: memberId, organization_id: organizationId, ...said(row), ...CONFIDENCE };
    this.span(
      { ...content, status: 'ACTIVE', renewal_due_on: hasLeft ? null : row.until },
      { from: row.since, to: hasLeft ? row.until : null },
      row,
    );
    if (row.since !== null) this.transition(id, [null, 'ACTIVE'], row.since, row);
    if (row.until === null || !hasLeft) return;
    this.span({ ...content, status: 'EXPIRED' }, { from: dayAfter(row.until), to: null }, row);
    this.transition(id, ['ACTIVE', 'EXPIRED'], row.until, row);
  }

  joinHeld(row: PlannedRow, id: string, span: Span | null): void {
    const from = row.since ?? this.context.asOf;
    const old = span === null ? this.anyContent(id) : this.ended(span, firstDay(from), dayBefore(firstDay(from)), row);
    const content = { ...old, ...said(row), ...(row.tierAsListed === null && keptTier(old)), ...NEW_WORD, status: 'ACTIVE' };
    this.span(content, { from, to: null }, row);
    this.transition(id, [span?.status ?? null, 'ACTIVE'], from, row);
  }

  changeTier(row: PlannedRow, id: string, span: Span): void {
    const { asOf } = this.context;
    const old = this.ended(span, asOf, dayBefore(asOf), row);
    this.span({ ...old, ...said(row), ...NEW_WORD }, { from: asOf, to: (old.valid_to_given as string | null) ?? null }, row);
    this.transition(id, [span.status, span.status], asOf, row);
  }

  leave({ row, held, span, on }: Extract<Step, { kind: 'leave' }>): void {
    const status = row === null ? 'WITHDRAWN' : 'EXPIRED';
    const last = row?.until ?? dayBefore(on);
    const old = this.ended(span, on, last, row);
    this.span({ ...old, status, ...NEW_WORD }, { from: on, to: null }, row);
    this.transition(held.id, [span.status, status], row?.until ?? on, row);
  }

  /** Closes a span before a day; one that only begins on it is replaced. @returns what it said. */
  private ended(span: Span, before: string, last: string, row: PlannedRow | null): TableRow {
    const content = this.context.contents.get(span.versionId) ?? {};
    this.draft.supersede.push(span.versionId);
    if (span.from < before) {
      const from = (content.valid_from_given as string | null) ?? null;
      this.span(content, { from, to: last }, row, this.context.cited.get(span.versionId));
    }
    return content;
  }

  private span(content: TableRow, { from, to }: Period, row: PlannedRow | null, cited: readonly TableRow[] = []): void {
    const versionId = v7();
    this.draft.memberships.push({ ...content, version_id: versionId, valid_from_given: from, valid_to_given: to });
    for (const citation of cited) this.draft.citations.push({ ...citation, id: v7(), version_id: versionId });
    this.cite(String(content.id), versionId, row);
  }

  private transition(membershipId: string, [from, to]: readonly [string | null, string], on: string, row: PlannedRow | null): void {
    const [id, versionId] = [v7(), v7()];
    const position = (this.steps.get(membershipId) ?? this.context.positions.get(membershipId) ?? 0) + 1;
    this.steps.set(membershipId, position);
    this.draft.facts.push({ id, kind: 'MembershipTransition' });
    this.draft.transitions.push({
      ...{ version_id: versionId, id, membership_id: membershipId, position, from_status: from, to_status: to },
      ...{ tier_id: row?.tierId ?? null, happened_on: on, at_collaboration_id: null, ...CONFIDENCE },
    });
    this.cite(id, versionId, row);
  }

  private cite(factId: string, versionId: string, row: PlannedRow | null): void {
    this.draft.citations.push(citation({ factId, versionId, row, ...this.context }));
    const page = this.context.pages.get(row?.sourceUrl ?? '');
    if (page) this.draft.citations.push({ ...citation({ factId, versionId, row, ...this.context, sourceId: page }), locator: null });
  }

  private anyContent(id: string): TableRow {
    return [...this.context.contents.values()].find((content) => content.id === id) ?? {};
  }
}

interface Cited {
  readonly factId: string;
  readonly versionId: string;
  readonly sourceId: string;
  readonly asOf: string;
  readonly row: Pick<PlannedRow, 'name' | 'line' | 'asOf' | 'quote'> | null;
}

/** A row of the table "citation": the roster, the line and its name. */
export function citation({ factId, versionId, sourceId, asOf, row }: Cited): TableRow {
  return {
    ...{ id: v7(), fact_id: factId, version_id: versionId, source_id: sourceId, as_of: row ? row.asOf : asOf },
    ...{
      quote: cut(row?.quote ?? row?.name ?? '', 300) || null,
      quote_language: null,
      locator: row ? `line ${row.line}` : null,
      retrieved_at: null,
    },
  };
}

/** Columns of a membership that a roster says nothing of. */
const EMPTY = { basis: 'STATED', is_founder: false, renewal_due_on: null, office: null, theme_ids: [] } as const;

/** A row says nothing of what its roster has no word for. */
function said({ name, tierId, tierAsListed, office, isFounder }: PlannedRow): TableRow {
  const more = { ...(office !== null && { office }), ...(isFounder !== null && { is_founder: isFounder }) };
  return { name_as_listed: name || null, tier_id: tierId, tier_as_printed: tierAsListed, ...more };
}

function keptTier(content: TableRow): TableRow {
  return { tier_id: content.tier_id ?? null, tier_as_printed: content.tier_as_printed ?? null };
}

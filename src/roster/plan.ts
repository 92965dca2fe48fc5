import { fold } from '../platform/fold';
import { dayAfter, firstDay } from '../platform/partial-date';

/** A row of which it is known what it stands for, or that it is not. */
export interface PlannedRow {
  readonly rowId: string;
  readonly line: number;
  readonly name: string;
  /** MEMBER: a city or organisation the hub has. NEW_CITY: a city to be made. SKIPPED: left out. OPEN: a person must decide. */
  readonly stands: 'MEMBER' | 'NEW_CITY' | 'SKIPPED' | 'OPEN';
  readonly memberId: string | null;
  readonly countryCode: string | null;
  /** Whether a person decided it. */
  readonly isDecided: boolean;
  /** Members it may be while it is open or left out: they do not leave because of it. */
  readonly mayBe: readonly string[];
  readonly tierId: string | null;
  readonly tierAsListed: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly office: string | null;
  readonly isFounder: boolean | null;
  /** The day the row speaks of, null when none is known. */
  readonly asOf: string | null;
  /** The page that says it. */
  readonly sourceUrl: string | null;
  readonly quote: string | null;
}

/** One status of a membership and the days it holds, `[from, to)`; '' is before every day and '~' behind. */
export interface Span {
  readonly versionId: string;
  readonly status: string;
  readonly tierId: string | null;
  readonly tierAsPrinted: string | null;
  readonly from: string;
  readonly to: string;
}

/** A membership in the organisation, as the hub believes it now. */
export interface HeldMembership {
  readonly id: string;
  readonly memberId: string;
  /** In the order of time. */
  readonly spans: readonly Span[];
  /** The latest day a source speaks of, null when none names a day. */
  readonly lastSeen: string | null;
}

/** What an import would do. Nothing here has happened yet. */
export type Step =
  | { readonly kind: 'join'; readonly row: PlannedRow; readonly held: HeldMembership | null; readonly span: Span | null }
  | { readonly kind: 'change-tier'; readonly row: PlannedRow; readonly held: HeldMembership; readonly span: Span }
  | {
      readonly kind: 'leave';
      readonly row: PlannedRow | null;
      readonly held: HeldMembership;
      readonly span: Span;
      /** The first day without it. */
      readonly on: string;
    }
  | { readonly kind: 'unchanged'; readonly row: PlannedRow }
  | { readonly kind: 'needs-review'; readonly row: PlannedRow; readonly why: Why };

/** UNDECIDED: nobody has said who it is. SAME_MEMBER: another row is the same member. LATER_FACTS: the hub knows what came after. */
export type Why = 'UNDECIDED' | 'SAME_MEMBER' | 'LATER_FACTS' | 'PERIOD';

export interface Roster {
  readonly rows: readonly PlannedRow[];
  readonly held: readonly HeldMembership[];
  /** The day the roster speaks of. */
  readonly asOf: string;
  /** Whether who is not listed has left. */
  readonly isComplete: boolean;
}

/**
 * What a roster changes: who joins, changes tier or leaves, who stays, and what needs a person.
 *
 * A row without a tier says nothing of it. A suspended member is still one. Who has a status other than member joins. Only who was a
 * member by a source no younger than the roster leaves, so that an old roster undoes no newer one.
 */
export function planRoster({ rows, held, asOf, isComplete }: Roster): Step[] {
  const memberships = new Map(held.map((membership) => [membership.memberId, membership]));
  const seen = new Map<string, PlannedRow>();
  const steps = rows.flatMap((row): Step[] => {
    if (row.stands === 'SKIPPED') return [];
    if (row.stands === 'OPEN') return [{ kind: 'needs-review', row, why: 'UNDECIDED' }];
    const key = row.memberId ?? `new|${row.countryCode}|${fold(row.name)}`;
    const first = seen.get(key);
    if (first) return [repeated(row, first)];
    const step = stepOf(row, row.memberId === null ? null : (memberships.get(row.memberId) ?? null), asOf);
    // Of rows that cannot be applied none counts as the first.
    if (step.kind !== 'needs-review') seen.set(key, row);
    return [step];
  });
  if (!isComplete) return steps;
  const staying = new Set(rows.flatMap(({ memberId, mayBe }) => [memberId, ...mayBe]));
  return [...steps, ...held.filter(({ memberId }) => !staying.has(memberId)).flatMap((membership) => absent(membership, asOf))];
}

/** Said twice in the same words, or so a person says, it is said once. */
function repeated(row: PlannedRow, first: PlannedRow): Step {
  const isSame = row.name === first.name && row.tierId === first.tierId && row.tierAsListed === first.tierAsListed;
  return isSame || row.isDecided ? { kind: 'unchanged', row } : { kind: 'needs-review', row, why: 'SAME_MEMBER' };
}

const MEMBER = new Set(['ACTIVE', 'SUSPENDED']);

function stepOf(row: PlannedRow, held: HeldMembership | null, asOf: string): Step {
  const end = row.until === null ? null : dayAfter(row.until);
  const hasLeft = end !== null && end <= asOf;
  if (row.since !== null && row.until !== null && end! <= firstDay(row.since)) return { kind: 'needs-review', row, why: 'PERIOD' };
  if (held === null) return { kind: 'join', row, held, span: null };
  const span = held.spans.find(({ from, to }) => from <= asOf && asOf < to) ?? null;
  const isMember = span !== null && MEMBER.has(span.status);
  if (isMember && !hasLeft && isSameTier(row, span)) return { kind: 'unchanged', row };
  if (!isMember && hasLeft) return { kind: 'unchanged', row };
  if (held.spans.some(({ from }) => from > asOf)) return { kind: 'needs-review', row, why: 'LATER_FACTS' };
  if (!isMember) return join(row, held, span, asOf);
  if (!hasLeft) return { kind: 'change-tier', row, held, span };
  return end <= span.from ? { kind: 'needs-review', row, why: 'PERIOD' } : { kind: 'leave', row, held, span, on: end };
}

/** Who was invited, had left or is unknown joins: since the day the row says, if the hub knows nothing else of that time. */
function join(row: PlannedRow, held: HeldMembership, span: Span | null, asOf: string): Step {
  const start = row.since === null ? asOf : firstDay(row.since);
  const isFree = held.spans.every((each) => (each === span ? each.from <= start : each.to <= start));
  return isFree ? { kind: 'join', row, held, span } : { kind: 'needs-review', row, why: 'PERIOD' };
}

/** By the tier of the hub where both have one, else by the words. A row that names none changes none. */
function isSameTier(row: PlannedRow, span: Span): boolean {
  if (row.tierId !== null) return row.tierId === span.tierId;
  if (row.tierAsListed === null) return true;
  return span.tierAsPrinted !== null && fold(row.tierAsListed) === fold(span.tierAsPrinted);
}

/** Who is not on a complete roster. */
function absent(held: HeldMembership, asOf: string): Step[] {
  const span = held.spans.find(({ from, to }) => from <= asOf && asOf < to);
  const isLater = held.spans.some(({ from }) => from > asOf) || (held.lastSeen !== null && firstDay(held.lastSeen) > asOf);
  return span && MEMBER.has(span.status) && !isLater ? [{ kind: 'leave', row: null, held, span, on: asOf }] : [];
}

/** Fewer members than this leave without another word. */
const FEW = 10;

/** How many leave only because a complete roster does not list them, when that is so many that it may be half of a file; else null. */
export function massLeave({ held, asOf }: Roster, steps: readonly Step[]): { readonly leaving: number; readonly members: number } | null {
  const leaving = steps.filter((step) => step.kind === 'leave' && step.row === null).length;
  const members = held.filter(({ spans }) => spans.some(({ status, from, to }) => MEMBER.has(status) && from <= asOf && asOf < to)).length;
  return leaving > FEW && leaving * 3 > members ? { leaving, members } : null;
}

/** How many of each kind of step there are. */
export type StepCounts = Readonly<Record<Step['kind'], number>>;

export function countsOf(steps: readonly Step[]): StepCounts {
  const counts = { join: 0, 'change-tier': 0, leave: 0, unchanged: 0, 'needs-review': 0 };
  for (const { kind } of steps) counts[kind] += 1;
  return counts;
}

import fc from 'fast-check';
import { countsOf, type HeldMembership, type PlannedRow, planRoster, type Roster } from '../../src/roster/plan';

const ASOF = '2026-01-31';

function row(memberId: string, given: Partial<PlannedRow> = {}): PlannedRow {
  const said = {
    ...{ tierId: null, tierAsListed: null, since: null, until: null },
    ...{ office: null, isFounder: null, asOf: null, sourceUrl: null, quote: null },
  };
  return {
    rowId: memberId,
    line: 2,
    name: memberId,
    stands: 'MEMBER',
    memberId,
    countryCode: 'NO',
    isDecided: false,
    mayBe: [],
    ...said,
    ...given,
  };
}

function member(
  memberId: string,
  given: Partial<HeldMembership['spans'][number]> = {},
  lastSeen: string | null = '2025-01-31',
): HeldMembership {
  const span = { versionId: `v-${memberId}`, status: 'ACTIVE', tierId: null, tierAsPrinted: null, from: '', to: '~', ...given };
  return { id: `m-${memberId}`, memberId, spans: [span], lastSeen };
}

function plan(rows: readonly PlannedRow[], held: readonly HeldMembership[], given: Partial<Roster> = {}) {
  return planRoster({ rows, held, asOf: ASOF, isComplete: false, ...given }).map((step) => [
    step.kind,
    step.kind === 'leave' ? step.held.memberId : step.row.memberId,
  ]);
}

it('lets join who is no member, and changes nothing of who is', () => {
  expect(plan([row('Oslo'), row('Rabat')], [member('Rabat')])).toEqual([
    ['join', 'Oslo'],
    ['unchanged', 'Rabat'],
  ]);
});

it('lets leave who is missing only from a roster that is complete', () => {
  expect(plan([row('Oslo')], [member('Oslo'), member('Rabat')])).toEqual([['unchanged', 'Oslo']]);
  expect(plan([row('Oslo')], [member('Oslo'), member('Rabat')], { isComplete: true })).toEqual([
    ['unchanged', 'Oslo'],
    ['leave', 'Rabat'],
  ]);
});

it('lets nobody leave who may be a row that is left open or skipped, nor by an older roster', () => {
  const open = row('x', { stands: 'OPEN', memberId: null, mayBe: ['Rabat'] });
  const skipped = row('y', { stands: 'SKIPPED', memberId: null, mayBe: ['Oslo'] });
  expect(plan([open, skipped], [member('Rabat'), member('Oslo')], { isComplete: true })).toEqual([['needs-review', null]]);
  expect(plan([], [member('Rabat', {}, '2026-02')], { isComplete: true })).toEqual([]);
  expect(plan([], [member('Rabat', { from: '2026-05-01' })], { isComplete: true })).toEqual([]);
});

it('takes a suspended member for one, and lets an invited one join', () => {
  expect(plan([row('Oslo')], [member('Oslo', { status: 'SUSPENDED' })])).toEqual([['unchanged', 'Oslo']]);
  expect(plan([row('Oslo')], [member('Oslo', { status: 'INVITED' })])).toEqual([['join', 'Oslo']]);
});

it('changes a tier that is named, and none that is not', () => {
  const held = [member('Oslo', { tierId: 'full' })];
  expect(plan([row('Oslo')], held)).toEqual([['unchanged', 'Oslo']]);
  expect(plan([row('Oslo', { tierId: 'full', tierAsListed: 'Full' })], held)).toEqual([['unchanged', 'Oslo']]);
  expect(plan([row('Oslo', { tierId: 'observer', tierAsListed: 'Observer' })], held)).toEqual([['change-tier', 'Oslo']]);
});

it('asks a person about what came after, and about one city in two rows', () => {
  const later = { ...member('Oslo'), spans: [{ ...member('Oslo').spans[0]!, from: '2026-06-01' }] };
  expect(plan([row('Oslo')], [later])).toEqual([['needs-review', 'Oslo']]);
  expect(plan([row('Oslo'), row('Oslo', { name: 'Christiania' })], [])).toEqual([
    ['join', 'Oslo'],
    ['needs-review', 'Oslo'],
  ]);
  expect(plan([row('Oslo'), row('Oslo', { name: 'Christiania', isDecided: true })], [])).toEqual([
    ['join', 'Oslo'],
    ['unchanged', 'Oslo'],
  ]);
});

it('plans for each city one thing at most, and for each row one step at most', () => {
  const city = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const rows = fc.array(
    fc.record({
      memberId: city,
      stands: fc.constantFrom('MEMBER', 'OPEN', 'SKIPPED'),
      tierId: fc.constantFrom(null, 's', 't'),
      since: fc.constantFrom(null, '2020', '2027-01-01'),
      until: fc.constantFrom(null, '2019', '2025-06', '2030'),
    }),
  );
  const held = fc.uniqueArray(
    fc.record({ of: city, status: fc.constantFrom('ACTIVE', 'INVITED', 'EXPIRED'), from: fc.constantFrom('', '2020-01-01', '2027-01-01') }),
    {
      selector: ({ of }) => of,
    },
  );
  fc.assert(
    fc.property(rows, held, fc.boolean(), (given, members, isComplete) => {
      const planned = given.map((each, at) =>
        row(each.memberId, {
          ...(each as Partial<PlannedRow>),
          rowId: String(at),
          memberId: each.stands === 'MEMBER' ? each.memberId : null,
          mayBe: [each.memberId],
        }),
      );
      const steps = planRoster({
        rows: planned,
        held: members.map(({ of, status, from }) => member(of, { status, from })),
        asOf: ASOF,
        isComplete,
      });
      const acting = steps.flatMap((step) =>
        step.kind === 'leave' ? [step.held.memberId] : ['join', 'change-tier'].includes(step.kind) ? [step.row!.memberId] : [],
      );
      expect(new Set(acting).size).toBe(acting.length);
      const { unchanged, join, ...rest } = countsOf(steps);
      expect(unchanged + join + rest['change-tier'] + rest['needs-review'] + rest.leave).toBe(steps.length);
    }),
  );
});

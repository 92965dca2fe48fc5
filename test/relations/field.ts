import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { MembershipStatus, TierCategory } from '../../src/catalog/vocabulary/membership';
import type { Database, HubDatabase } from '../../src/platform/database';
import { insertRows, type TableRow } from '../../src/platform/insert-rows';
import { inTransaction } from '../../src/world/transaction';

/** A span of a membership: numbers stand for actors of the field. */
export interface SpanGiven {
  readonly member: number;
  readonly organization: number;
  /** Number of a tier of the organisation; null: none. */
  readonly tier: number | null;
  readonly status: MembershipStatus;
  /** Years; null: open. */
  readonly from: number | null;
  readonly to: number | null;
}

export const CITIES = 6;
export const ORGANIZATIONS = 5;
export const TIERS: readonly TierCategory[] = ['FULL_MEMBER', 'OBSERVER', 'PARTNER_PLATFORM'];

/** Six cities (numbers 0 to 5) of two countries, five organisations (6 to 10) with three tiers each, and nothing that links them. */
export interface Field {
  /** Uuids by number: cities, then organisations. */
  readonly actors: readonly string[];
  readonly countries: readonly string[];
  readonly source: string;
  /** Uuids of the tiers of an organisation, by its number. */
  tiersOf(organization: number): readonly string[];
}

/** Runs statements in one transaction, as a writer of the hub does. */
export function written<Result>(db: HubDatabase, work: (tx: Database) => Promise<Result>): Promise<Result> {
  return inTransaction(db, (client) =>
    work({ rows: async <Row>({ text, values }: { text: string; values: unknown[] }) => (await client.query(text, values)).rows as Row[] }),
  );
}

let fields = 0;

/** A new field in a database that may hold others. */
export async function newField(db: HubDatabase): Promise<Field> {
  const source = randomUUID();
  const codes = [0, 1].map(() => code(fields++));
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
  const [cities, organizations, countries] = [ids(CITIES), ids(ORGANIZATIONS), ids(2)];
  const tiers = organizations.map(() => ids(TIERS.length));
  const kindOf = (place: number) => ['NETWORK', 'ASSOCIATION'][place % 2]!;
  await written(db, async (tx) => {
    await insertRows(tx, 'source', [{ id: source, kind: 'WEBSITE', title: { en: 'A page' } }]);
    await insertRows(tx, 'actor', [
      ...countries.map((id, place) => named(id, 'COUNTRY', codes[place]!)),
      ...cities.map((id, place) => named(id, 'CITY', `City ${place}`)),
      ...organizations.map((id, place) => named(id, kindOf(place), `Organisation ${place}`)),
    ]);
    await insertRows(
      tx,
      'country',
      countries.map((id, place) => ({ id, iso_alpha2: codes[place] })),
    );
    await insertRows(
      tx,
      'city',
      cities.map((id, place) => ({
        id,
        slug: id,
        kind: 'CITY',
        country_code: codes[place % 2],
        population: place % 3 ? 1000 * place : null,
        source_id: source,
      })),
    );
    await insertRows(
      tx,
      'organization',
      organizations.map((id, place) => ({ id, slug: id, kind: kindOf(place), scope: 'GLOBAL', source_id: source })),
    );
    const facts = organizations.flatMap((organization, place) =>
      TIERS.map((category, number) => ({
        id: tiers[place]![number]!,
        organization_id: organization,
        code: `tier-${number}`,
        name: { en: category },
        category,
        open_to: ['CITY', 'ASSOCIATION'],
      })),
    );
    await insertFacts(tx, source, 'MembershipTier', 'membership_tier', facts);
  });
  return { actors: [...cities, ...organizations], countries: codes, source, tiersOf: (organization) => tiers[organization - CITIES]! };
}

/** Facts with a first version each, cited. */
export async function insertFacts(
  tx: Database,
  source: string,
  kind: string,
  table: string,
  facts: readonly (TableRow & { id: string })[],
  asOf = '2024',
): Promise<void> {
  const versions = facts.map((fact) => ({ version_id: randomUUID(), confidence: 0.9, ...fact }));
  await insertRows(
    tx,
    'fact',
    [...new Set(facts.map(({ id }) => id))].map((id) => ({ id, kind })),
  );
  await cite(tx, source, versions, asOf);
  await insertRows(tx, table, versions);
}

export async function cite(
  tx: Database,
  source: string,
  versions: readonly { version_id: string; id: string }[],
  asOf: string | null = '2024',
): Promise<void> {
  await insertRows(
    tx,
    'citation',
    versions.map(({ version_id, id }) => ({ id: randomUUID(), fact_id: id, version_id, source_id: source, as_of: asOf })),
  );
}

/** A span as a row of its table. */
export function rowOf(field: Field, span: SpanGiven): TableRow & { id: string } {
  return {
    ...{ id: randomUUID(), member_id: field.actors[span.member], organization_id: field.actors[span.organization] },
    ...{ tier_id: span.tier === null ? null : field.tiersOf(span.organization)[span.tier], status: span.status },
    ...{ valid_from_given: span.from === null ? null : String(span.from), valid_to_given: span.to === null ? null : String(span.to) },
  };
}

/** Records memberships. */
export async function recordSpans(db: HubDatabase, field: Field, spans: readonly SpanGiven[]): Promise<void> {
  await written(db, (tx) =>
    insertFacts(
      tx,
      field.source,
      'Membership',
      'membership',
      spans.map((span) => rowOf(field, span)),
    ),
  );
}

const status = fc.constantFrom<MembershipStatus>('ACTIVE', 'ACTIVE', 'ACTIVE', 'INVITED', 'EXPIRED', 'SUSPENDED');
const year = fc.option(fc.integer({ min: 2010, max: 2020 }), { freq: 2 });

/** Memberships of cities and organisations, at most one a pair; some of each start, end or both unknown. */
export const anySpans: fc.Arbitrary<SpanGiven[]> = fc.uniqueArray(
  fc
    .record({
      member: fc.integer({ min: 0, max: CITIES + ORGANIZATIONS - 1 }),
      organization: fc.integer({ min: CITIES, max: CITIES + ORGANIZATIONS - 1 }),
      ...{ tier: fc.option(fc.integer({ min: 0, max: TIERS.length - 1 })), status, years: fc.tuple(year, year) },
    })
    .filter(({ member, organization }) => member !== organization)
    .map(({ years: [from, to], ...span }) => ({ ...span, from, to: from !== null && to !== null ? Math.max(from, to) : to })),
  { selector: ({ member, organization }) => `${member} ${organization}`, maxLength: 40 },
);

/** Days on which some of these begin, hold or are over. */
export const anyDay = fc.integer({ min: 2009, max: 2022 }).map((at) => `${at}-01-01`);

function named(id: string, kind: string, name: string): TableRow {
  return { id, kind, name, folded: name.toLowerCase() };
}

function code(number: number): string {
  return String.fromCharCode(65 + (Math.floor(number / 26) % 26), 65 + (number % 26));
}

/** A collaboration, or (MANDATE) a person in office at each of these actors. */
export interface TieGiven {
  readonly kind: 'TWINNING' | 'JOINT_PROJECT' | 'EVENT' | 'AGREEMENT' | 'MANDATE';
  readonly actors: readonly number[];
  readonly status: 'ONGOING' | 'PLANNED' | 'CANCELLED' | 'LAPSED';
  /** Years; null: open. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Records collaborations and offices. */
export async function recordTies(db: HubDatabase, field: Field, ties: readonly TieGiven[]): Promise<void> {
  const period = ({ from, to }: TieGiven) => ({
    valid_from_given: from === null ? null : String(from),
    valid_to_given: to === null ? null : String(to),
  });
  await written(db, async (tx) => {
    for (const tie of ties) {
      if (tie.kind === 'MANDATE') {
        const person = randomUUID();
        await insertRows(tx, 'person', [{ id: person, name: { en: 'Someone' }, folded: 'someone' }]);
        const mandates = tie.actors.map((actor) => ({
          id: randomUUID(),
          person_id: person,
          role: 'MAYOR',
          at_id: field.actors[actor],
          ...period(tie),
        }));
        await insertFacts(tx, field.source, 'Mandate', 'mandate', mandates);
        continue;
      }
      const id = randomUUID();
      const which = {
        ...(tie.kind === 'TWINNING' && { twinning_kind: 'SISTER_CITY' }),
        ...(tie.kind === 'EVENT' && { event_kind: 'SUMMIT' }),
        ...(tie.kind === 'AGREEMENT' && { agreement_kind: 'CHARTER' }),
      };
      const kind = tie.kind.toLowerCase().replace(/(^|_)(.)/g, (_, __, letter: string) => letter.toUpperCase());
      const row = { id, kind: tie.kind, ...which, title: { en: 'A tie' }, folded: 'a tie', status: tie.status, ...period(tie) };
      await insertFacts(tx, field.source, kind, 'collaboration', [row]);
      const parts = tie.actors.map((actor) => ({
        id: randomUUID(),
        collaboration_id: id,
        actor_id: field.actors[actor],
        role: 'PARTICIPANT',
      }));
      await insertFacts(tx, field.source, 'Participation', 'participation', parts);
    }
  });
}

export const anyTies: fc.Arbitrary<TieGiven[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom<TieGiven['kind']>('TWINNING', 'JOINT_PROJECT', 'EVENT', 'AGREEMENT', 'MANDATE'),
      actors: fc.uniqueArray(fc.integer({ min: 0, max: CITIES + ORGANIZATIONS - 1 }), { minLength: 1, maxLength: 4 }),
      status: fc.constantFrom<TieGiven['status']>('ONGOING', 'ONGOING', 'PLANNED', 'CANCELLED', 'LAPSED'),
      years: fc.tuple(year, year),
    })
    .map(({ years: [from, to], ...tie }) => ({ ...tie, from, to: from !== null && to !== null ? Math.max(from, to) : to })),
  { maxLength: 6 },
);

/** A resource of an organisation with one rule. */
export interface ResourceGiven {
  readonly publisher: number;
  readonly audience: 'PUBLIC' | 'MEMBERS' | 'TIER' | 'NAMED';
  readonly organization: number;
  readonly tier: number;
  readonly named: readonly number[];
  readonly onward: 'NONE' | 'OWN_MEMBERS' | 'TRANSITIVE';
}

/** Records resources. @returns their uuids. */
export async function recordResources(db: HubDatabase, field: Field, resources: readonly ResourceGiven[]): Promise<string[]> {
  const ids = resources.map(() => randomUUID());
  const rows = resources.map(({ publisher }, at) => ({
    id: ids[at]!,
    title: { en: `Guide ${at}` },
    folded: `guide ${at}`,
    kind: 'GUIDE',
    publisher_id: field.actors[publisher],
  }));
  const rules = resources.map(({ audience, organization, tier, named: actors, onward }, at) => ({
    ...{ id: randomUUID(), resource_id: ids[at], audience, onward_sharing: onward },
    ...(audience === 'TIER' && { tier_id: field.tiersOf(organization)[tier] }),
    ...(audience === 'MEMBERS' && { organization_id: field.actors[organization] }),
    ...(audience === 'NAMED' && { actor_ids: actors.map((actor) => field.actors[actor]) }),
  }));
  await written(db, async (tx) => {
    await insertFacts(tx, field.source, 'Resource', 'resource', rows);
    for (const rule of rules) await insertFacts(tx, field.source, 'AccessRule', 'access_rule', [rule]);
  });
  return ids;
}

const organization = fc.integer({ min: CITIES, max: CITIES + ORGANIZATIONS - 1 });

export const anyResources: fc.Arbitrary<ResourceGiven[]> = fc.array(
  fc.record({
    ...{ publisher: organization, organization, tier: fc.integer({ min: 0, max: TIERS.length - 1 }) },
    audience: fc.constantFrom<ResourceGiven['audience']>('PUBLIC', 'MEMBERS', 'MEMBERS', 'TIER', 'TIER', 'NAMED'),
    named: fc.uniqueArray(fc.integer({ min: 0, max: CITIES + ORGANIZATIONS - 1 }), { minLength: 1, maxLength: 3 }),
    onward: fc.constantFrom<ResourceGiven['onward']>('NONE', 'OWN_MEMBERS', 'TRANSITIVE'),
  }),
  { minLength: 1, maxLength: 4 },
);

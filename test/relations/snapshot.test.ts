import fc from 'fast-check';
import { updateTier } from '../../src/catalog/membership/update-tier';
import { mergeRecords } from '../../src/catalog/merging/merge-records';
import { unmergeRecord } from '../../src/catalog/merging/unmerge-record';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { LiveRelations } from '../../src/relations';
import { dayText } from '../../src/relations/snapshot/days';
import type { Graph } from '../../src/relations/snapshot/graph';
import { migratedDatabase } from '../kit/database';
import {
  anySpans,
  anyTies,
  CITIES,
  cite,
  type Field,
  insertFacts,
  newField,
  ORGANIZATIONS,
  recordSpans,
  recordTies,
  type SpanGiven,
  written,
} from './field';

let db: HubDatabase;
let field: Field;
beforeAll(async () => {
  db = await migratedDatabase();
  field = await newField(db);
}, 60_000);
afterAll(() => db.close());

/** Everything a graph knows, with ids for places, so that two graphs can be compared. */
function told(graph: Graph): unknown {
  const { actors, memberships, tiers, ties } = graph;
  const id = (actor: number) => actors.idOf(actor);
  const spanOf = (span: number) => {
    const { member, organization, tier, ...rest } = memberships.record(span);
    return { member: id(member), organization: id(organization), tier: tiers.all[tier]?.id, ...rest };
  };
  const all = [...actors.inOrder()];
  const partOf = (part: number) => {
    const { tie, actor, from, to, confidence, isHolder } = ties.columns;
    return [
      ties.kindOf(tie[part]!),
      ties.idOf(tie[part]!),
      id(actor[part]!),
      ties.factOf(part),
      from[part],
      to[part],
      confidence[part],
      isHolder[part],
    ];
  };
  return {
    sequence: graph.sequence,
    tiers: tiers.all
      .map(({ organization, ...tier }) => ({ ...tier, organization: id(organization) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    actors: all.map((actor) => [
      id(actor),
      actors.kindOf(actor),
      actors.governmentOf(actor),
      actors.countryCodes[actors.countryOf(actor)],
      actors.populationOf(actor),
    ]),
    held: all.map((actor) => [...memberships.heldBy(actor)].map(spanOf)),
    ties: all.map((actor) =>
      [...ties.partsOf(actor)].map((part) => [partOf(part), [...ties.partsIn(ties.columns.tie[part]!)].map(partOf)]),
    ),
    rosters: all.map((actor) => [...memberships.rosterOf(actor)].map(spanOf)),
  };
}

const join = (member: number, organization = CITIES): SpanGiven => ({
  member,
  organization,
  tier: null,
  status: 'ACTIVE',
  from: 2015,
  to: null,
});

/** Ends the membership of a pair in a year: the version is superseded, and another follows. */
async function end(own: Field, { member, organization }: Pick<SpanGiven, 'member' | 'organization'>, to: number | null): Promise<void> {
  await written(db, async (tx) => {
    const [held] = await tx.rows<{ id: string; version_id: string }>(sql`
      UPDATE membership SET superseded_at = now() WHERE member_id = ${own.actors[member]} AND organization_id = ${own.actors[organization]}
        AND superseded_at = 'infinity' AND recorded_at < now() RETURNING id, version_id`);
    if (!held || to === null) return;
    const row = { id: held.id, version_id: crypto.randomUUID() };
    await cite(tx, own.source, [row]);
    await tx.rows(sql`
      INSERT INTO membership (version_id, id, member_id, organization_id, status, valid_from_given, valid_to_given, confidence)
      VALUES (${row.version_id}, ${row.id}, ${own.actors[member]}, ${own.actors[organization]}, 'ACTIVE', '2015', ${String(to)}, 0.5)`);
  });
}

describe('The graph of relations', () => {
  it('shows what was committed before it was asked for, and a view that was taken earlier does not change', async () => {
    const relations = new LiveRelations(db);
    const own = await newField(db);
    const before = await relations.current();
    const toldBefore = JSON.stringify(told(before));
    await recordSpans(db, own, [join(0), join(1)]);
    const after = await relations.current();
    const roster = (graph: Graph) => graph.memberships.rosterOf(graph.actors.indexOf(own.actors[CITIES]!)).length;
    expect([roster(before), roster(after)]).toEqual([0, 2]);
    expect(Number(after.sequence)).toBe(Number(before.sequence) + 2);
    expect(JSON.stringify(told(before))).toBe(toldBefore);
  });

  it('forgets a membership that is taken back, and follows one that ends', async () => {
    const relations = new LiveRelations(db);
    const own = await newField(db);
    await recordSpans(db, own, [join(0), join(1), join(2)]);
    await relations.current();
    await end(own, join(0), null);
    await end(own, join(1), 2016);
    const graph = await relations.current();
    expect(told(graph)).toEqual(told(await new LiveRelations(db).current()));
    expect([...graph.memberships.rosterOf(graph.actors.indexOf(own.actors[CITIES]!))]).toHaveLength(2);
  });

  it('counts a membership whose start nobody knows once, from the earliest day its sources speak of, whichever way it is read', async () => {
    const relations = new LiveRelations(db);
    const own = await newField(db);
    await relations.current();
    await recordSpans(db, own, [
      join(1),
      { ...join(0), from: null, to: 2011 },
      { ...join(0), from: 2016 },
      { ...join(0), from: 2012, to: 2014 },
    ]);
    await written(db, async (tx) => {
      const [version] = await tx.rows<{ version_id: string; id: string }>(sql`
        SELECT version_id, id FROM membership WHERE organization_id = ${own.actors[CITIES]} AND valid_from = '-infinity'`);
      for (const day of ['2011-05-03', '2010-02', '2011', null]) await cite(tx, own.source, [version!], day);
    });
    for (const graph of [await relations.current(), await new LiveRelations(db).current()]) {
      const [member, organization] = [own.actors[0]!, own.actors[CITIES]!].map((id) => graph.actors.indexOf(id));
      const spans = [...graph.memberships.heldBy(member!)].map((span) => graph.memberships.record(span));
      expect(spans.map(({ seen }) => dayText(seen))).toEqual(['2010-02-01', '2012-01-01', '2016-01-01']);
      expect(graph.memberships.rosterOf(organization!)).toHaveLength(4);
      expect(graph.memberships.believed).toBe(
        [...graph.actors.inOrder()].reduce((sum, one) => sum + graph.memberships.heldBy(one).length, 0),
      );
    }
  });

  it('hears of new actors, of changed ones and of new tiers', async () => {
    const relations = new LiveRelations(db);
    await relations.current();
    const own = await newField(db);
    await db.rows(sql`UPDATE city SET population = 7 WHERE id = ${own.actors[0]}`);
    await recordSpans(db, own, [{ ...join(0), tier: 2 }]);
    const graph = await relations.current();
    expect(graph.actors.populationOf(graph.actors.indexOf(own.actors[0]!))).toBe(7);
    expect(told(graph)).toEqual(told(await new LiveRelations(db).current()));
  });

  it('reads all anew when a release of the gazetteer has come', async () => {
    const relations = new LiveRelations(db);
    await relations.current();
    await written(db, async (tx) => {
      await tx.rows(sql`SELECT set_config('hub.gazetteer_release', 'on', true)`);
      await tx.rows(sql`UPDATE city SET population = 99 WHERE id = ${field.actors[1]}`);
      await tx.rows(sql`INSERT INTO world_release (part, release, report) VALUES ('gazetteer', 'next', '{}')`);
    });
    const graph = await relations.current();
    expect(graph.actors.populationOf(graph.actors.indexOf(field.actors[1]!))).toBe(99);
  });

  it('ends up as it would be read anew, whatever was written, in whatever order', async () => {
    const relations = new LiveRelations(db);
    await fc.assert(
      fc.asyncProperty(
        anySpans,
        anyTies,
        fc.array(fc.tuple(fc.nat(40), fc.option(fc.integer({ min: 2016, max: 2020 })))),
        async (spans, ties, ends) => {
          const own = await newField(db);
          await relations.current();
          await recordSpans(db, own, spans);
          await recordTies(db, own, ties);
          await relations.current();
          await db.rows(sql`UPDATE participation SET superseded_at = now() WHERE actor_id = ${own.actors[0]}`);
          await db.rows(sql`UPDATE mandate SET superseded_at = now() WHERE at_id = ${own.actors[1]}`);
          for (const [place, to] of ends) if (spans[place]) await end(own, spans[place], to);
          expect(told(await relations.current())).toEqual(told(await new LiveRelations(db).current()));
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  it('ends up as it would be read anew when organisations are merged and parted, and their tiers changed', async () => {
    const relations = new LiveRelations(db);
    const caller = { keyId: null, name: 'the tests', role: 'CURATOR', scopes: [], organizationId: null } as const;
    const citations = [{ url: 'https://example.org/one', kind: 'WEBSITE' as const }];
    const isAnew = async () => expect(told(await relations.current())).toEqual(told(await new LiveRelations(db).current()));
    await fc.assert(
      fc.asyncProperty(anySpans, anyTies, async (spans, ties) => {
        const own = await newField(db);
        const network = (place: number) => globalId('Network', own.actors[place]!);
        // Who belongs to another cannot be merged with it.
        await recordSpans(
          db,
          own,
          spans.filter(({ member }) => member < CITIES),
        );
        // Nor who is twinned with it.
        await recordTies(
          db,
          own,
          ties.filter(({ kind }) => kind !== 'TWINNING'),
        );
        await relations.current();
        const merging = { keepId: network(CITIES), mergeIds: [network(CITIES + 2), network(CITIES + 4)], citations };
        const merged = await written(db, (tx) => mergeRecords(tx, caller, { ...merging, what: 'organisation' }));
        expect(merged.userErrors).toEqual([]);
        await isAnew();
        const parted = await written(db, (tx) => unmergeRecord(tx, 'organisation', own.actors[CITIES + 4]!));
        expect(parted.userErrors).toEqual([]);
        const [tier] = own.tiersOf(CITIES);
        const change = { id: globalId('MembershipTier', tier!), category: 'OBSERVER' as const, benefits: [], citations };
        expect((await written(db, (tx) => updateTier(tx, caller, change))).userErrors).toEqual([]);
        await isAnew();
      }),
      { numRuns: 5 },
    );
  }, 120_000);

  it('misses nothing of eight writers at once, of which each sees its own write in its next request', async () => {
    const relations = new LiveRelations(db);
    const isSeen = async (own: Field, span: SpanGiven, expected: boolean) => {
      const graph = await relations.current();
      const [member, organization] = [span.member, span.organization].map((actor) => graph.actors.indexOf(own.actors[actor]!));
      expect(graph.memberships.activeBetween(member!, organization!, 17_000) >= 0).toBe(expected);
    };
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        const own = await newField(db);
        for (let round = 0; round < 12; round += 1) {
          const span = join(round % CITIES, CITIES + ((Math.floor(round / CITIES) + writer) % ORGANIZATIONS));
          await recordSpans(db, own, [span]);
          await isSeen(own, span, true);
          if (round % 3 === 0) await end(own, span, null).then(() => isSeen(own, span, false));
        }
      }),
    );
    expect(told(await relations.current())).toEqual(told(await new LiveRelations(db).current()));
  }, 120_000);

  it('knows what a tier gives', async () => {
    const own = await newField(db);
    await written(db, (tx) =>
      insertFacts(tx, own.source, 'TierBenefit', 'tier_benefit', [
        { id: crypto.randomUUID(), tier_id: own.tiersOf(CITIES)[0], kind: 'VOTING', description: { en: 'A vote' }, onward_sharing: 'NONE' },
      ]),
    );
    const graph = await new LiveRelations(db).current();
    expect(graph.tiers.all[graph.tiers.numberOf(own.tiersOf(CITIES)[0]!)]?.benefits).toEqual([{ kind: 'VOTING', onwardSharing: 'NONE' }]);
  });
});

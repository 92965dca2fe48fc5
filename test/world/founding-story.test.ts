import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { loadedWorld } from '../kit/world';

/* What happened in Valletta, as the tables hold it. The same story by GraphQL is in test/stories. */

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

it('has Morocco take part through its association', async () => {
  expect(
    await db.rows(sql`
      SELECT who.name AS who, whom.name AS "onBehalfOf", c.valid_from_given AS start
      FROM participation AS p JOIN collaboration AS c ON c.id = p.collaboration_id
      JOIN organization AS o ON o.id = p.actor_id JOIN actor AS who ON who.id = o.id JOIN actor AS whom ON whom.id = p.on_behalf_of_id
      WHERE o.acronym = 'AMPCC' AND c.event_kind = 'REGIONAL_MEETING' AND whom.kind = 'COUNTRY'`),
  ).toEqual([{ who: 'Moroccan Association of Presidents of Communal Councils', onBehalfOf: 'Morocco', start: '2024-01-31' }]);
});

it('has the president of the association hold the office as mayor of Tangier', async () => {
  expect(
    await db.rows(sql`
      SELECT p.name ->> 'en' AS person, m.role, mayor.role AS "byVirtueOf", city.name AS city
      FROM mandate AS m JOIN person AS p ON p.id = m.person_id JOIN organization AS o ON o.id = m.at_id
      JOIN mandate AS mayor ON mayor.id = m.by_virtue_of_id JOIN actor AS city ON city.id = mayor.at_id
      WHERE o.acronym = 'AMPCC' AND m.valid_to_given IS NULL AND city.name = 'Tangier' AND p.name ->> 'en' = 'Mounir Laymouri'`),
  ).toEqual([{ person: 'Mounir Laymouri', role: 'PRESIDENT', byVirtueOf: 'MAYOR', city: 'Tangier' }]);
});

it.each([
  ['Tangier', 'ACTIVE', null],
  ['Moroccan Association of Presidents of Communal Councils', 'INVITED', 'PARTNER_PLATFORM'],
])('has %s become %s at the meeting', async (name, status, category) => {
  expect(
    await db.rows(sql`
      SELECT m.status, t.happened_on AS "on", e.title ->> 'en' LIKE '%(Valletta)' AS "inValletta", tier.category
      FROM membership AS m JOIN actor AS a ON a.id = m.member_id JOIN organization AS o ON o.id = m.organization_id
      JOIN membership_transition AS t ON t.membership_id = m.id JOIN collaboration AS e ON e.id = t.at_collaboration_id
      LEFT JOIN membership_tier AS tier ON tier.id = m.tier_id
      WHERE a.name = ${name} AND o.acronym = 'SCN'`),
  ).toEqual([{ status, on: '2024-01-31', inValletta: true, category }]);
});

it('keeps what the press said of the network apart, as a claim in Arabic', async () => {
  expect(
    await db.rows(sql`
      SELECT f.value, f.metric, s.language, c.quote FROM reported_figure AS f
      JOIN citation AS c ON c.version_id = f.version_id JOIN source AS s ON s.id = c.source_id
      JOIN organization AS o ON o.id = f.organization_id
      WHERE o.acronym = 'SCN' AND f.reported_on = '2024-02' AND f.value = 224`),
  ).toEqual([{ value: 224, metric: 'MEMBER_CITIES_IN_REGION', language: 'ar', quote: '224' }]);
});

it('numbers the promises of the declaration, and has periodic meetings whose interval is not known', async () => {
  expect(
    await db.rows(sql`
      SELECT c.position, c.kind FROM commitment AS c JOIN collaboration AS d ON d.id = c.collaboration_id
      WHERE d.agreement_kind = 'DECLARATION_OF_INTENT' AND d.title ->> 'en' LIKE '%AMPCC%' ORDER BY 1 LIMIT 1`),
  ).toEqual([{ position: 1, kind: 'RESOURCE_ACCESS' }]);
  expect(await db.rows(sql`SELECT is_periodic AS "isPeriodic", recurrence FROM follow_up WHERE kind = 'PERIODIC_MEETING'`)).toEqual([
    { isPeriodic: true, recurrence: null },
  ]);
});

it('takes a roster of the organisation itself as said by the organisation', async () => {
  const rows = await db.rows(sql`
    SELECT DISTINCT m.corroboration FROM membership AS m JOIN organization AS o ON o.id = m.organization_id
    JOIN citation AS c ON c.version_id = m.version_id JOIN source AS s ON s.id = c.source_id
    WHERE o.acronym = 'SCN' AND s.url LIKE 'https://strongcitiesnetwork.org/%'`);
  expect(rows).toEqual([{ corroboration: 'ORGANIZATION' }]);
});

it('calls Tangier by its English name, and in Arabic by a name a source prints', async () => {
  expect(
    await db.rows(sql`
      SELECT a.name, n.value AS arabic, n.script FROM actor AS a JOIN city AS c ON c.id = a.id
      JOIN actor_name AS n ON n.actor_id = a.id AND n.language = 'ar' WHERE c.slug = 'ma-tangier'`),
  ).toEqual([{ name: 'Tangier', arabic: 'طنجة', script: 'Arab' }]);
});

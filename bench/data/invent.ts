import type { ClientBase } from 'pg';
import { fold } from '../../src/platform/fold';
import { copyRows } from '../../src/world/copy';
import { COLLABORATION_COLUMNS, inventCollaborations, PARTICIPATION_COLUMNS } from './collaborations';
import { MEMBERSHIP_COLUMNS, membershipRows } from './memberships';
import { type InventedOrganization, inventOrganizations, type Places } from './organizations';
import { Random } from './random';
import type { Size } from './size';
import { citeAll, inventedSource } from './sources';
import { withoutRules } from './without-rules';

const SEED = 20_261_124;

/** Filled without their triggers, indexes and keys, which then are put back and checked over everything. */
const TABLES = [
  ...['membership', 'collaboration', 'participation', 'fact', 'citation'],
  ...['organization', 'actor_name', 'membership_tier', 'resource', 'access_rule'],
];

/** Fills a database that has the gazetteer with invented organisations and all that happens between them and the cities. */
export async function invent(client: ClientBase, size: Size, say: (line: string) => void): Promise<void> {
  const random = new Random(SEED);
  const sourceId = await inventedSource(client, random.uuid());
  const places = await placesOf(client);
  const organizations = inventOrganizations(random, places, size);
  await client.query(`SET LOCAL session_replication_role = 'replica'`);
  await withoutRules(client, TABLES, async () => {
    await writeOrganizations(client, random, organizations, sourceId);
    say(`Inventing ${size.memberships.toLocaleString('en')} memberships ...`);
    await copyRows(client, `membership (${MEMBERSHIP_COLUMNS})`, membershipRows(random, organizations));
    const { collaborations, participations } = inventCollaborations(random, places, organizations, size.collaborations);
    await copyRows(client, `collaboration (${COLLABORATION_COLUMNS})`, collaborations);
    await copyRows(client, `participation (${PARTICIPATION_COLUMNS})`, participations);
    await citeAll(client, sourceId);
    say('Indexing and checking what was invented ...');
  });
  await client.query('ANALYZE');
}

async function placesOf(client: ClientBase): Promise<Places> {
  const { rows } = await client.query<{ id: string; country: string }>(
    'SELECT id, country_code AS country FROM city ORDER BY population DESC NULLS LAST, id',
  );
  const citiesOfCountry = new Map<string, string[]>();
  for (const { id, country } of rows) citiesOfCountry.set(country, [...(citiesOfCountry.get(country) ?? []), id]);
  return { cities: rows.map(({ id }) => id), citiesOfCountry };
}

/** Of each: the record, its name, two tiers, and a guide that its members may pass on to theirs. */
async function writeOrganizations(
  client: ClientBase,
  random: Random,
  all: readonly InventedOrganization[],
  sourceId: string,
): Promise<void> {
  await copyRows(
    client,
    'actor (id, kind, name, folded)',
    all.map(({ id, kind, name }) => [id, kind, name, fold(name)]),
  );
  await copyRows(
    client,
    'organization (id, kind, slug, scope, country_code, source_id)',
    all.map(({ id, kind, slug, countryCode }) => [id, kind, slug, countryCode ? 'NATIONAL' : 'GLOBAL', countryCode, sourceId]),
  );
  await copyRows(
    client,
    'actor_name (version_id, id, confidence, actor_id, value, folded, language, script, kind)',
    all.map(({ id, name }) => [random.uuid(), random.uuid(), 0.9, id, name, fold(name), 'en', 'Latn', 'OFFICIAL']),
  );
  await copyRows(
    client,
    'membership_tier (version_id, id, confidence, organization_id, code, name, category, open_to)',
    all.flatMap(({ id, tierIds }) => tierIds.map((tier, at) => [random.uuid(), tier, 0.9, id, ...(TIERS[at] ?? [])])),
  );
  const guides = all.map(({ id, name, slug }) => ({ guide: random.uuid(), id, name: `Guide of the ${name}`, slug }));
  await copyRows(
    client,
    'resource (version_id, id, confidence, title, folded, kind, publisher_id)',
    guides.map(({ guide, id, name }) => [random.uuid(), guide, 0.9, JSON.stringify({ en: name }), fold(name), 'GUIDE', id]),
  );
  await copyRows(
    client,
    'access_rule (version_id, id, confidence, resource_id, audience, organization_id, onward_sharing)',
    guides.map(({ guide, id }) => [random.uuid(), random.uuid(), 0.9, guide, 'MEMBERS', id, 'TRANSITIVE']),
  );
}

const TIERS = [
  ['member', '{"en":"Member"}', 'FULL_MEMBER', '{CITY,ASSOCIATION,NETWORK}'],
  ['associate', '{"en":"Associate"}', 'ASSOCIATE', '{CITY,ASSOCIATION,NETWORK}'],
] as const;

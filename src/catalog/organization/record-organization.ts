import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { fold } from '../../platform/fold';
import { globalId } from '../../platform/global-id';
import { insertRows } from '../../platform/insert-rows';
import { sql } from '../../platform/sql';
import { amendNames } from '../actor/amend-names';
import { checkCitations, citedSources } from '../writing/citation-input';
import { InputCheck, ORGANIZATIONS } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { checkDetails, checkExtent, checkWikidata } from './check-details';
import type { OrganizationInput } from './organization-inputs';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SLUG = 80;
const LONGEST_NAME = 300;
const NOW = { created_at: 'now', updated_at: 'now' };

/** Records an organisation the hub does not know. */
export async function recordOrganization(tx: Database, caller: Caller, input: OrganizationInput): Promise<Outcome> {
  const { kind, country = null } = input;
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  const names = check.localizedAtLeastOnce(input.name, ['input', 'name'], LONGEST_NAME);
  checkDetails(check, input);
  if (ORGANIZATIONS.some((type) => type.toUpperCase() === kind)) checkExtent(check, { scope: null, institutionKind: null, ...input });
  else check.refuse('INVALID', ['input', 'kind'], `A ${kind} is no organisation.`);
  const label = names.en ?? Object.values(names)[0] ?? '';
  const slug = slugIn(check, input.slug, label);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  await checkCountry(tx, check, country);
  await checkWikidata(tx, check, input.wikidataId, null);
  await refuseKnown(tx, check, { kind, country, slug, names: Object.values(names) });
  if (!check.isSound) return refused(check);
  const id = v7();
  const citations = await citedSources(tx, input.citations);
  const acronym = input.acronym?.trim() ?? null;
  await insertRows(tx, 'actor', [{ id, kind, name: label, folded: fold(label), website: input.website ?? null, ...NOW }]);
  await insertRows(tx, 'organization', [
    {
      ...{ id, kind, slug, acronym, country_code: country, scope: input.scope ?? null, institution_kind: input.institutionKind ?? null },
      ...{ founded_on: input.foundedOn ?? null, seat_id: check.id(input.seatId), theme_ids: check.idsOf(input.themeIds) },
      ...{ wikidata_id: input.wikidataId ?? null, source_id: citations[0]?.sourceId },
    },
  ]);
  await amendNames(tx, id, { names, acronym }, citations);
  return done(id);
}

function slugIn(check: InputCheck, given: string | null | undefined, label: string): string {
  const slug =
    given ??
    fold(label)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, LONGEST_SLUG)
      .replace(/-+$/, '');
  if (given === null || given === undefined) {
    if (slug === '' && label !== '') check.refuse('BLANK', ['input', 'slug'], 'None can be made of the name: give one.');
  } else if (!SLUG.test(slug) || slug.length > LONGEST_SLUG)
    check.refuse('INVALID', ['input', 'slug'], `Lower-case letters, digits and hyphens, at most ${LONGEST_SLUG}.`);
  return slug;
}

async function checkCountry(tx: Database, check: InputCheck, code: string | null): Promise<void> {
  if (code === null) return;
  const known = await tx.rows(sql`SELECT FROM country WHERE iso_alpha2 = ${code}`);
  if (known.length === 0) check.refuse('NOT_FOUND', ['input', 'country'], 'No country has this ISO alpha-2 code.');
}

interface Wanted {
  readonly kind: string;
  readonly country: string | null;
  readonly slug: string;
  readonly names: readonly string[];
}

/** One of the same slug, or of the same kind and name that may be in the same country. */
async function refuseKnown(tx: Database, check: InputCheck, { kind, country, slug, names }: Wanted): Promise<void> {
  // Whoever else records one waits, and finds this.
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtextextended('organization', 0))`);
  const known = await tx.rows<{ id: string; type: string; isSlug: boolean }>(sql`
    SELECT coalesce(a.merged_into_id, a.id) AS id, initcap(o.kind) AS type, o.slug = ${slug} AS "isSlug" FROM organization AS o JOIN actor AS a USING (id)
    WHERE o.slug = ${slug} OR (o.kind = ${kind} AND coalesce(o.country_code = ${country}, true) AND EXISTS (
      SELECT FROM actor_name AS n WHERE n.actor_id = o.id AND n.folded = ANY(${names.map(fold)}) AND n.kind IN ('OFFICIAL', 'COMMON')
        AND n.superseded_at = 'infinity'))
    ORDER BY 3 DESC LIMIT 1`);
  for (const { id, type, isSlug } of known)
    check.refuse('TAKEN', ['input', isSlug ? 'slug' : 'name'], `There is one already: ${globalId(type, id)}.`);
}

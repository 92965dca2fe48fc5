import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing } from '../../platform/connection/listing';
import { known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import { eitherWanted } from '../../platform/selection';
import { type Sql, sql } from '../../platform/sql';
import { BY_NAME, type OrganizationRow, organizationColumns, type Standing, standing } from '../actor/actor.loader';
import type { ActorKind } from '../vocabulary/common';
import { type OrganizationFilter, organizationConditions } from './organization-filter';
import { ReportedFigure } from './reported-figure.entity';

function organizationBy(key: 'slug' | 'wikidataId', column: Sql): Batch<string, OrganizationRow & Standing> {
  const keyOf = (organization: OrganizationRow) => organization[key] ?? '';
  return {
    fetch: async (db, values, _args, wanted) => {
      const needed = eitherWanted(wanted, new Set([key]));
      const rows = await db.rows<OrganizationRow & Standing>(sql`
        SELECT a.merged_into_id AS "mergedIntoId", ${organizationColumns(needed)} FROM organization AS o JOIN actor AS a USING (id)
        WHERE ${column} = ANY(${values})`);
      return standing(db, rows, keyOf, needed);
    },
    keyOf: (organization) => organization.askedAs ?? keyOf(organization),
  };
}

export const organizationBySlug = organizationBy('slug', sql`o.slug`);
export const organizationByWikidataId = organizationBy('wikidataId', sql`o.wikidata_id`);

/** What tells two lists of organisations apart. */
export interface OrganizationQuery {
  readonly kind: ActorKind;
  readonly where: OrganizationFilter | null;
}

function organizations(within?: (parent: Sql) => Sql): Listed<OrganizationRow, OrganizationQuery> {
  const listing: Listing<OrganizationQuery> = {
    columns: (_args, wanted) => organizationColumns(wanted),
    from: () => sql`organization AS o JOIN actor AS a USING (id)`,
    where: ({ kind, where }) => [sql`o.kind = ${kind}`, sql`a.merged_into_id IS NULL`, ...organizationConditions(where)],
    order: () => BY_NAME,
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

export const allOrganizations = organizations();
export const organizationsOfCountry = organizations(
  (country) => sql`o.country_code = (SELECT iso_alpha2 FROM country WHERE id = ${country})`,
);

/** Figures reported about an organisation, latest first. */
export const figuresOfOrganization: Batch<string, ReportedFigure> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT ${columnsOf(ReportedFigure, 'f')} FROM reported_figure AS f
      WHERE f.organization_id = ANY(${ids}) AND ${known('f', null)} ORDER BY first_day(f.reported_on) DESC, f.metric, f.value DESC, f.id`),
  keyOf: (figure) => figure.organizationId,
};

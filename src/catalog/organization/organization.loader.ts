import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing } from '../../platform/connection/listing';
import { known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import { batchOf, type Found } from '../../platform/lookup';
import { type Sql, sql } from '../../platform/sql';
import { BY_NAME, type OrganizationRow, organizationColumns, standing } from '../actor/actor.loader';
import type { ActorKind } from '../vocabulary/common';
import { type OrganizationFilter, organizationConditions } from './organization-filter';
import { ReportedFigure } from './reported-figure.entity';

function organizationBy(key: Sql): Found<OrganizationRow> {
  return batchOf({
    columns: organizationColumns,
    from: () => sql`${standing(sql`organization AS known JOIN actor AS asked USING (id)`)} JOIN organization AS o ON o.id = a.id`,
    ...{ key, type: 'text' },
  });
}

export const organizationBySlug = organizationBy(sql`known.slug`);
export const organizationByWikidataId = organizationBy(sql`known.wikidata_id`);

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

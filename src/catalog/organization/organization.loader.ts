import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing } from '../../platform/connection/listing';
import { known } from '../../platform/fact';
import { batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import { empty, type Sql, sql } from '../../platform/sql';
import { BY_NAME, type OrganizationRow, organizationColumns, standing } from '../actor/actor.loader';
import type { ActorKind, FigureMetric } from '../vocabulary/common';
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

/** Figures reported about an organisation, of one kind or of all, latest first. */
export const figuresOfOrganization: FoundLists<ReportedFigure, FigureMetric | null> = listsOf({
  columns: (wanted) => sql`'ReportedFigure' AS "__typename", ${columnsOf(ReportedFigure, 'f', [], wanted)}`,
  from: () => sql`reported_figure AS f`,
  key: sql`f.organization_id`,
  type: 'uuid',
  where: (metric) => sql`${known('f', null)}${metric ? sql` AND f.metric = ${metric}` : empty}`,
  order: sql`first_day(f.reported_on) DESC, f.metric, f.value DESC, f.id`,
});

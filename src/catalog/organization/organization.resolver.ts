import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { type Context, Shown } from '../../platform/context';
import { HubError } from '../../platform/errors';
import { IdsAsGiven } from '../../platform/given-ids';
import { globalId, uuidIn } from '../../platform/global-id';
import type { Loaders } from '../../platform/loaders';
import type { Found } from '../../platform/lookup';
import { FoundBy, FoundByArgs, FoundByEach, InSql, ListedBy, Paged } from '../../platform/one-statement/told';
import { DateTimeScalar } from '../../platform/scalars';
import { type CityRow, type CountryRow, cityById, type OrganizationRow, organizationById } from '../actor/actor.loader';
import { City } from '../city/city.entity';
import { Country } from '../country/country.entity';
import { countryByCode } from '../country/country.loader';
import { LanguageArg, localizedOrNull, TextInSql } from '../language-arg';
import { type TierRow, tiersOfOrganization } from '../membership/membership.loader';
import { MembershipTier } from '../membership/membership-tier.entity';
import { replacedBy, replacesInSql } from '../merging/merged-into';
import { Theme } from '../theme/theme.entity';
import { type ThemeRow, themeById } from '../theme/theme.loader';
import { FigureMetric } from '../vocabulary/common';
import { Organization } from './organization.entity';
import {
  allOrganizations,
  figuresOfOrganization,
  organizationBySlug,
  organizationByWikidataId,
  organizationsOfCountry,
} from './organization.loader';
import { OrganizationsArgs } from './organization-filter';
import { Association, Institution, Network } from './organization-types';
import { ReportedFigure } from './reported-figure.entity';

const AssociationConnection = connectionOf('Association', () => Association);
const NetworkConnection = connectionOf('Network', () => Network);

@ArgsType()
class OrganizationArgs {
  @Field(() => ID, { nullable: true, description: 'Global id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Slug, for instance `ampcc`.' })
  slug?: string | null;

  @Field(() => ID, { nullable: true, description: 'Wikidata item.' })
  wikidataId?: string | null;
}

/** By what the organisation of these arguments is found. @throws HubError BAD_USER_INPUT when that is not clear. */
function foundAs({ id, slug, wikidataId }: OrganizationArgs): { readonly found: Found<OrganizationRow>; readonly key: string } {
  const given = [
    ...(typeof id === 'string' ? [{ found: organizationById, key: id }] : []),
    ...(typeof slug === 'string' ? [{ found: organizationBySlug, key: slug }] : []),
    ...(typeof wikidataId === 'string' ? [{ found: organizationByWikidataId, key: wikidataId }] : []),
  ];
  const [only] = given;
  if (!only || given.length !== 1) throw new HubError('BAD_USER_INPUT', 'Give exactly one of "id", "slug" and "wikidataId".');
  return only.found === organizationById ? { found: only.found, key: uuidIn(only.key, 'id') } : only;
}

/** The organisation of these arguments, when it is of the asked type. */
async function find(args: OrganizationArgs, type: string, loaders: Loaders): Promise<OrganizationRow | null> {
  const { found, key } = foundAs(args);
  const organization = await loaders.one(found, key);
  return organization?.__typename === type ? organization : null;
}

@Resolver()
export class OrganizationQueries {
  @IdsAsGiven()
  @FoundByArgs(foundAs)
  @Query(() => Association, { nullable: true, description: 'One association by exactly one of its identifiers.' })
  association(@Args(() => OrganizationArgs) args: OrganizationArgs, @Shown() loaders: Loaders): Promise<OrganizationRow | null> {
    return find(args, 'Association', loaders);
  }

  @Paged(({ where = null }: OrganizationsArgs) => ({ listed: allOrganizations, query: { kind: 'ASSOCIATION', where } }))
  @Query(() => AssociationConnection, { description: 'Associations of local governments, by name.' })
  associations(@Args(() => OrganizationsArgs) args: OrganizationsArgs, @Shown() loaders: Loaders): Connection<OrganizationRow> {
    return allOrganizations.connection(loaders, args, { kind: 'ASSOCIATION', where: args.where ?? null });
  }

  @IdsAsGiven()
  @FoundByArgs(foundAs)
  @Query(() => Network, { nullable: true, description: 'One network by exactly one of its identifiers.' })
  network(@Args(() => OrganizationArgs) args: OrganizationArgs, @Shown() loaders: Loaders): Promise<OrganizationRow | null> {
    return find(args, 'Network', loaders);
  }

  @Paged(({ where = null }: OrganizationsArgs) => ({ listed: allOrganizations, query: { kind: 'NETWORK', where } }))
  @Query(() => NetworkConnection, { description: 'Networks, by name.' })
  networks(@Args(() => OrganizationsArgs) args: OrganizationsArgs, @Shown() loaders: Loaders): Connection<OrganizationRow> {
    return allOrganizations.connection(loaders, args, { kind: 'NETWORK', where: args.where ?? null });
  }

  @IdsAsGiven()
  @FoundByArgs(foundAs)
  @Query(() => Institution, { nullable: true, description: 'One institution by exactly one of its identifiers.' })
  institution(@Args(() => OrganizationArgs) args: OrganizationArgs, @Shown() loaders: Loaders): Promise<OrganizationRow | null> {
    return find(args, 'Institution', loaders);
  }

  @FoundByArgs(({ slug }: { slug: string }) => ({ found: organizationBySlug, key: slug }))
  @Query(() => Organization, { nullable: true, description: 'One organisation of any kind by its slug.' })
  organization(
    @Arg('slug', () => String, { description: 'Slug, for instance `ampcc`.' }) slug: string,
    @Shown() loaders: Loaders,
  ): Promise<OrganizationRow | null> {
    return loaders.one(organizationBySlug, slug);
  }
}

function metricOf({ metric = null }: { metric?: FigureMetric | null }): FigureMetric | null {
  return metric;
}

@Resolver(() => Organization)
export class OrganizationResolver {
  @InSql(['id'], replacesInSql)
  @FieldResolver(() => [ID], {
    description: 'Ids of records merged into this one. Asking for any of them by `node` returns this organisation.',
  })
  async replaces(@Root() { id, __typename }: OrganizationRow, @Ctx() { loaders }: Context): Promise<string[]> {
    return (await loaders.list(replacedBy, id)).map((record) => globalId(__typename, record.id));
  }

  @InSql(['updatedAt'])
  @FieldResolver(() => DateTimeScalar, { description: 'When what is said of it last changed.' })
  updatedAt(@Root() organization: OrganizationRow): Date {
    return organization.updatedAt;
  }

  @FoundBy(cityById, 'seatId')
  @FieldResolver(() => City, { nullable: true, description: 'City of the seat or secretariat.' })
  seat(@Root() organization: OrganizationRow, @Shown() loaders: Loaders): Promise<CityRow | null> {
    return loaders.one(cityById, organization.seatId);
  }

  @FoundByEach(themeById, 'themeIds')
  @FieldResolver(() => [Theme], { description: 'Subjects the organisation works on.' })
  themes(@Root() organization: OrganizationRow, @Shown() loaders: Loaders): Promise<ThemeRow[]> {
    return loaders.many(themeById, organization.themeIds);
  }

  @ListedBy(figuresOfOrganization, 'id', metricOf)
  @FieldResolver(() => [ReportedFigure], {
    description:
      'What the organisation or the press says about its size, with source and date, latest first. Kept apart from what the hub can count.',
  })
  reportedFigures(
    @Root() organization: OrganizationRow,
    @Arg('metric', () => FigureMetric, { nullable: true, description: 'Only figures of this kind.' }) metric: FigureMetric | null,
    @Shown() loaders: Loaders,
  ): Promise<ReportedFigure[]> {
    return loaders.list(figuresOfOrganization, organization.id, metricOf({ metric }));
  }
}

@Resolver(() => ReportedFigure)
export class ReportedFigureResolver {
  @TextInSql('labels')
  @FieldResolver(() => String, { nullable: true, description: 'What is counted, in words, where the metric does not say.' })
  label(@Root() figure: ReportedFigure, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(figure.labels, language, context);
  }
}

@Resolver(() => Association)
export class AssociationResolver {
  @FoundBy(countryByCode, 'countryCode')
  @FieldResolver(() => Country, { nullable: true, description: 'Country whose local governments it brings together, when national.' })
  country(@Root() association: OrganizationRow, @Shown() loaders: Loaders): Promise<CountryRow | null> {
    return loaders.one(countryByCode, association.countryCode);
  }
}

@Resolver(() => Network)
export class NetworkResolver {
  @ListedBy(tiersOfOrganization, 'id')
  @FieldResolver(() => [MembershipTier], { description: 'Kinds of membership it offers, with what each gives.' })
  tiers(@Root() network: OrganizationRow, @Shown() loaders: Loaders): Promise<TierRow[]> {
    return loaders.list(tiersOfOrganization, network.id);
  }
}

const ASSOCIATIONS = { kind: 'ASSOCIATION', where: null } as const;

@Resolver(() => Country)
export class CountryAssociationsResolver {
  @Paged((_page: ForwardArgs) => ({ listed: organizationsOfCountry, query: ASSOCIATIONS }))
  @FieldResolver(() => AssociationConnection, { description: 'Associations of its local governments, by name.' })
  associations(
    @Root() country: CountryRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Shown() loaders: Loaders,
  ): Connection<OrganizationRow> {
    return organizationsOfCountry.connection(loaders, page, ASSOCIATIONS, country.id);
  }
}

import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { ALL } from '../../platform/lookup';
import { FoundByArgs, ListedAll, ListedBy, Paged } from '../../platform/one-statement/told';
import type { CountryRow } from '../actor/actor.loader';
import { countryCodes } from '../filters';
import { LanguageArg, localized, TextInSql } from '../language-arg';
import { Country } from './country.entity';
import {
  allCountries,
  allRegions,
  countriesOfRegion,
  countryByCode,
  type RegionRow,
  regionByCode,
  regionsOfCountry,
} from './country.loader';
import { Region } from './region.entity';

const CountryConnection = connectionOf('Country', () => Country);

@ArgsType()
class CountriesArgs extends ForwardArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this region (code such as `hub:MENA`, or id).' })
  region?: string | null;
}

@Resolver(() => Country)
export class CountryResolver {
  @FoundByArgs(({ isoAlpha2 }: { isoAlpha2: string }) => ({ found: countryByCode, key: countryCodes([isoAlpha2], 'isoAlpha2')[0] }))
  @Query(() => Country, { nullable: true, description: 'One country by its code.' })
  async country(
    @Arg('isoAlpha2', () => ID, { description: 'ISO 3166-1 alpha-2, for instance MA.' }) isoAlpha2: string,
    @Shown() loaders: Loaders,
  ): Promise<CountryRow | null> {
    return loaders.one(countryByCode, countryCodes([isoAlpha2], 'isoAlpha2')[0]);
  }

  @Paged(({ region = null }: CountriesArgs) => ({ listed: allCountries, query: { region } }))
  @Query(() => CountryConnection, { description: 'Countries, by name.' })
  countries(@Args(() => CountriesArgs) args: CountriesArgs, @Shown() loaders: Loaders): Connection<CountryRow> {
    return allCountries.connection(loaders, args, { region: args.region ?? null });
  }

  @ListedBy(regionsOfCountry, 'isoAlpha2')
  @FieldResolver(() => [Region], { description: 'Regions it is part of, by code.' })
  regions(@Root() country: CountryRow, @Shown() loaders: Loaders): Promise<RegionRow[]> {
    return loaders.list(regionsOfCountry, country.isoAlpha2);
  }
}

@Resolver(() => Region)
export class RegionResolver {
  @ListedAll(allRegions, ALL)
  @Query(() => [Region], { description: 'All regions the hub knows, by code.' })
  regions(@Shown() loaders: Loaders): Promise<RegionRow[]> {
    return loaders.list(allRegions, ALL);
  }

  @FoundByArgs(({ code }: { code: string }) => ({ found: regionByCode, key: code }))
  @Query(() => Region, { nullable: true, description: 'One region by its code.' })
  region(
    @Arg('code', () => ID, { description: 'Scheme and code, for instance `hub:MENA`.' }) code: string,
    @Shown() loaders: Loaders,
  ): Promise<RegionRow | null> {
    return loaders.one(regionByCode, code);
  }

  @TextInSql('names')
  @FieldResolver(() => String, { description: 'Name in the asked language, with fallback.' })
  name(@Root() region: RegionRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(region.names, language, context);
  }

  @Paged((_page: ForwardArgs) => ({ listed: countriesOfRegion, query: { region: null } }))
  @FieldResolver(() => CountryConnection, { description: 'Its countries, by name.' })
  countries(@Root() region: RegionRow, @Args(() => ForwardArgs) page: ForwardArgs, @Shown() loaders: Loaders): Connection<CountryRow> {
    return countriesOfRegion.connection(loaders, page, { region: null }, region.id);
  }
}

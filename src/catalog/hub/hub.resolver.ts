import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import type { Context } from '../../platform/context';
import { LANGUAGES } from '../../platform/language';
import { DateScalar, LanguageTagScalar } from '../../platform/scalars';
import { lastChange, type Stats, statsOn } from './hub.loader';

@ObjectType({ description: "Figures for a page's head.", simpleResolvers: true })
class HubStats implements Stats {
  @Field(() => DateScalar, { description: 'The day they stand for.' })
  asOf!: string;

  @Field(() => Int, { description: 'Cities and other local governments.' })
  cities!: number;

  @Field(() => Int, { description: 'Countries and territories.' })
  countries!: number;

  @Field(() => Int, { description: 'Associations of local governments.' })
  associations!: number;

  @Field(() => Int, { description: 'Networks.' })
  networks!: number;

  @Field(() => Int, { description: 'Institutions.' })
  institutions!: number;

  @Field(() => Int, { description: 'Memberships that are ACTIVE on the day.' })
  activeMemberships!: number;

  @Field(() => Int, { description: 'Twinnings, projects, events and agreements begun by the day, or whose start is not known.' })
  collaborations!: number;

  @Field(() => Int, { description: 'Commitments that are open or in progress.' })
  openCommitments!: number;

  @Field(() => Int, { description: 'Of those, the ones whose day has passed.' })
  overdueCommitments!: number;

  @Field(() => Int, { description: 'Planned follow-ups whose day has passed.' })
  overdueFollowUps!: number;

  @Field(() => Int, { description: 'Guides, tools and other resources.' })
  resources!: number;

  @Field(() => Int, { description: 'Facts of every kind, names and access rules among them, each with a source.' })
  facts!: number;

  @Field(() => Int, { description: 'Sources that facts and records rest on.' })
  sources!: number;

  @Field(() => Int, { description: 'Services of partners that answer.' })
  partnersOnline!: number;

  @Field(() => Int, { description: 'Services of partners that are part of the supergraph.' })
  partnersTotal!: number;
}

@ObjectType({ description: 'What this hub is and how fresh it is.' })
export class HubInfo {
  @Field(() => String, { description: 'Version of the program.' })
  version!: string;

  @Field(() => String, { description: 'Hash of the printed schema: changes when the schema does.' })
  schemaHash!: string;

  @Field(() => String, { description: 'Licence of the data, as a name.' })
  dataLicense!: string;

  @Field(() => [LanguageTagScalar], { description: "Languages of the hub's own words." })
  languages!: string[];

  @Field(() => String, { description: 'Where the data lie: `embedded PostgreSQL 18.4` or `PostgreSQL 16.2`.' })
  storage!: string;
}

@Resolver(() => HubInfo)
export class HubQueries {
  @Query(() => HubStats, { description: 'Figures of the whole hub on a day.' })
  stats(
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Stats | null> {
    return loaders.one(statsOn, asOf ?? today());
  }

  @Query(() => HubInfo, { description: 'What this hub is and how fresh it is.' })
  hub(@Ctx() { about }: Context): HubInfo {
    return { ...about, dataLicense: 'CC BY 4.0', languages: [...LANGUAGES] };
  }

  @FieldResolver(() => String, { description: 'Changes whenever stored data changes; usable as an ETag. The sequence of the last change.' })
  async dataVersion(@Root() _: HubInfo, @Ctx() { loaders }: Context): Promise<string> {
    return (await loaders.one(lastChange, 'last'))?.sequence ?? '0';
  }
}

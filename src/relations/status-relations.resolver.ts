import { Ctx, Extensions, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { CityRow, OrganizationRow } from '../catalog/actor/actor.loader';
import { City } from '../catalog/city/city.entity';
import { LanguageArg } from '../catalog/language-arg';
import { Network } from '../catalog/organization/organization-types';
import { today } from '../platform/clock';
import { Known } from '../platform/one-statement/known-field';
import { DateTimeScalar } from '../platform/scalars';
import { cityRecordOf, completenessOf } from './city-completeness';
import { type DataIssue, type DataState, dataState, FeedKind } from './data-status';
import { type DataRecord, dataRecordOf } from './data-status.loader';
import { memberCount } from './member-count';
import { membershipCounts } from './membership-counts';
import type { RelationsContext } from './relations';
import { tongueOf } from './sentences';
import { dayNumber } from './snapshot/days';
import { STATUS_PHRASES } from './status-sentences';

@ObjectType({ description: "State of an organisation's data in the hub." })
class DataStatus {
  readonly problems!: readonly DataIssue[];

  @Field(() => FeedKind, { description: 'How its members come to the hub.' })
  feed!: FeedKind;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a roster of it was applied last.' })
  lastImportAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The last day of which it said who its members are, by a roster or of one member.',
  })
  lastConfirmedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'Days since then.' })
  staleDays!: number | null;

  @Field(() => Int, { description: 'Active members: cities, where the reported figure counts cities.' })
  recordedMembers!: number;

  @Field(() => Int, { nullable: true, description: 'The latest reported figure of members, or of member cities.' })
  reportedMembers!: number | null;

  @Field(() => Float, { nullable: true, description: 'Recorded divided by reported, when both are known; above 1 when more are recorded.' })
  coverage!: number | null;

  @Field(() => Int, { description: 'Names on its rosters for which no place was found yet.' })
  unresolvedNames!: number;

  @Field(() => String, {
    description:
      'A to E: the mean of how long ago the organisation said who its members are (183 days, 1, 2, 4 years) and of how many of those reported are recorded (95, 80, 60, 40 %). A letter less when over 5 % of names found no place. E: no member.',
  })
  grade!: string;
}

@Resolver(() => Network)
export class NetworkDataStatusResolver {
  @Known()
  @Extensions({ cost: 20 })
  @FieldResolver(() => DataStatus, { description: 'How fresh and complete its roster is in the hub.' })
  async dataStatus(@Root() network: OrganizationRow, @Ctx() { loaders, relations }: RelationsContext): Promise<DataStatus | null> {
    const day = today();
    const [graph, record] = await Promise.all([relations.view(), loaders.one(dataRecordOf, network.id, day)]);
    if (!record) return null;
    const kind = record.metric === 'MEMBER_CITIES' ? { memberKind: ['CITY' as const] } : {};
    const recorded = memberCount(graph, graph.actors.indexOf(network.id), dayNumber(day), kind);
    return statusOf(record, recorded, dataState(record, recorded, day));
  }
}

function statusOf(record: DataRecord, recordedMembers: number, { issues, ...state }: DataState): DataStatus {
  const { lastImportAt, confirmedOn, reportedMembers, unresolvedNames } = record;
  const lastConfirmedAt = confirmedOn === null ? null : new Date(confirmedOn);
  return { ...state, problems: issues, lastImportAt, lastConfirmedAt, recordedMembers, reportedMembers, unresolvedNames };
}

@Resolver(() => DataStatus)
export class DataStatusResolver {
  @Known()
  @FieldResolver(() => [String], { description: 'What makes the grade less than it could be, in words.' })
  issues(@Root() { problems }: DataStatus, @LanguageArg() language: string | null, @Ctx() { accepted }: RelationsContext): string[] {
    const phrases = STATUS_PHRASES[tongueOf(language, accepted)];
    return problems.map(({ word, number }) => phrases[word].replace('{n}', String(number)));
  }
}

@ObjectType({ description: 'What is recorded and what is missing.', simpleResolvers: true })
class Completeness {
  @Field(() => Float, { description: 'Share of what a record ought to have, 0 to 1.' })
  score!: number;

  @Field(() => [String], {
    description:
      'What it has not, of `coordinates`, `population`, `geonamesId`, `wikidataId`, `website`, `names` (in two languages), `officeHolders` and `memberships` (active today).',
  })
  missing!: string[];
}

@Resolver(() => City)
export class CityCompletenessResolver {
  @FieldResolver(() => Completeness, { description: 'What is recorded and what is missing.' })
  async completeness(@Root() city: CityRow, @Ctx() { loaders, relations }: RelationsContext): Promise<Completeness> {
    const day = today();
    const [graph, record] = await Promise.all([relations.view(), loaders.one(cityRecordOf, city.id, day)]);
    const memberships = membershipCounts(graph, dayNumber(day))[graph.actors.indexOf(city.id)] ?? 0;
    return completenessOf({
      ...{ coordinates: city.latitude !== null, population: city.inhabitants !== null, website: city.website !== null },
      ...{ geonamesId: city.geonamesId !== null, wikidataId: city.wikidataId !== null },
      ...{ names: (record?.languages ?? 0) >= 2, officeHolders: record?.hasOfficeHolder ?? false, memberships: memberships > 0 },
    });
  }
}

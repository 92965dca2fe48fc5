import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { rowsOf } from '../../platform/lookup';
import { FoundBy, FoundByEach, InSql, ListedBy, Paged, PartInSql } from '../../platform/one-statement/told';
import { sql } from '../../platform/sql';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById, type CityRow, cityById } from '../actor/actor.loader';
import { City } from '../city/city.entity';
import { type RegionRow, regionById } from '../country/country.loader';
import { Region } from '../country/region.entity';
import { LanguageArg, localized, localizedOrNull, TextInSql } from '../language-arg';
import { Mandate } from '../person/mandate.entity';
import { type MandateRow, mandateById } from '../person/person.loader';
import { Theme } from '../theme/theme.entity';
import { type ThemeRow, themeById } from '../theme/theme.loader';
import { CollaborationRelation, ParticipationRole } from '../vocabulary/collaboration';
import { Collaboration } from './collaboration.entity';
import {
  allCollaborations,
  type CollaborationQuery,
  type CollaborationRow,
  collaborationById,
  collaborationsOfActor,
  type ParticipationRow,
  participationsIn,
  type Related,
  reciprocityOfTwinning,
  relatedTo,
} from './collaboration.loader';
import { CollaborationsArgs } from './collaboration-filter';
import { Event, JointProject, Money, Twinning } from './collaboration-types';
import { Participation } from './participation.entity';

const CollaborationConnection = connectionOf('Collaboration', () => Collaboration);
const ParticipationConnection = connectionOf('Participation', () => Participation);

@ObjectType({ description: 'A link from one collaboration to another.' })
class RelatedCollaboration {
  @Field(() => CollaborationRelation, { description: 'How the two are linked.' })
  relation!: CollaborationRelation;

  @Field(() => Boolean, { description: 'False: this one was ADOPTED_AT, FOLLOWS, ... the other. True: the other does so to this one.' })
  isInverse!: boolean;
}

@ArgsType()
class ParticipantsArgs extends ForwardArgs {
  @Field(() => ParticipationRole, { nullable: true, description: 'Only those with this part.' })
  role?: ParticipationRole | null;
}

function queryOf({ where = null, orderBy = null, asOf, knownAt }: CollaborationsArgs): CollaborationQuery {
  return { where, orderBy, asOf: asOf ?? null, knownAt: knownAt ?? null };
}

function relationOf({ relation = null }: { relation?: CollaborationRelation | null }): CollaborationRelation | null {
  return relation;
}

@Resolver(() => Collaboration)
export class CollaborationResolver {
  @Paged((args: CollaborationsArgs) => ({ listed: allCollaborations, query: queryOf(args) }))
  @Query(() => CollaborationConnection, { description: 'Twinnings, joint projects, events and agreements.' })
  collaborations(@Args(() => CollaborationsArgs) args: CollaborationsArgs, @Shown() loaders: Loaders): Connection<CollaborationRow> {
    return allCollaborations.connection(loaders, args, queryOf(args));
  }

  @TextInSql('titles')
  @FieldResolver(() => String, { description: 'Title in the asked language, with fallback.' })
  title(@Root() collaboration: CollaborationRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(collaboration.titles, language, context);
  }

  @TextInSql('summaries')
  @FieldResolver(() => String, { nullable: true, description: 'One paragraph, if recorded.' })
  summary(@Root() collaboration: CollaborationRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(collaboration.summaries, language, context);
  }

  @FoundByEach(themeById, 'themeIds')
  @FieldResolver(() => [Theme], { description: 'Subjects.' })
  themes(@Root() collaboration: CollaborationRow, @Shown() loaders: Loaders): Promise<ThemeRow[]> {
    return loaders.many(themeById, collaboration.themeIds);
  }

  @FoundByEach(regionById, 'regionIds')
  @FieldResolver(() => [Region], { description: 'Regions concerned.' })
  regions(@Root() collaboration: CollaborationRow, @Shown() loaders: Loaders): Promise<RegionRow[]> {
    return loaders.many(regionById, collaboration.regionIds);
  }

  @Paged(({ role = null }: ParticipantsArgs) => ({ listed: participationsIn, query: { role } }))
  @FieldResolver(() => ParticipationConnection, { description: 'Who takes part, in which role, and for whom; organisers first.' })
  participants(
    @Root() collaboration: CollaborationRow,
    @Args(() => ParticipantsArgs) args: ParticipantsArgs,
    @Shown() loaders: Loaders,
  ): Connection<ParticipationRow> {
    return participationsIn.connection(loaders, args, { role: args.role ?? null }, collaboration.id);
  }

  @ListedBy(relatedTo, 'id', relationOf)
  @FieldResolver(() => [RelatedCollaboration], { description: 'Collaborations this one led to, or came out of.' })
  related(
    @Root() collaboration: CollaborationRow,
    @Arg('relation', () => CollaborationRelation, { nullable: true, description: 'Only links of this sort.' })
    relation: CollaborationRelation | null,
    @Shown() loaders: Loaders,
  ): Promise<Related[]> {
    return loaders.list(relatedTo, collaboration.id, relationOf({ relation }));
  }
}

@Resolver(() => RelatedCollaboration)
export class RelatedCollaborationResolver {
  @FoundBy(collaborationById, 'otherId')
  @FieldResolver(() => Collaboration, { description: 'The other collaboration.' })
  collaboration(@Root() { otherId }: Related, @Shown() loaders: Loaders): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, otherId);
  }
}

@Resolver(() => Twinning)
export class TwinningResolver {
  @InSql(['id'], (row) => sql`coalesce((${rowsOf(reciprocityOfTwinning.lookup, row.property('id'), undefined)}), false)`)
  @FieldResolver(() => Boolean, {
    description: 'Whether every party lists the partnership. Rosters and Wikidata often have one direction only.',
  })
  async isReciprocal(@Root() { id }: CollaborationRow, @Ctx() { loaders }: Context): Promise<boolean> {
    return (await loaders.one(reciprocityOfTwinning, id))?.isReciprocal ?? false;
  }
}

@Resolver(() => JointProject)
export class JointProjectResolver {
  @PartInSql(['budgetAmount', 'budgetCurrency'], () => ({
    exists: 'budgetAmount',
    properties: { amount: 'budgetAmount', currency: 'budgetCurrency' },
  }))
  @FieldResolver(() => Money, { nullable: true, description: 'What it costs.' })
  budget(@Root() { budgetAmount, budgetCurrency }: CollaborationRow): Money | null {
    return budgetAmount === null || budgetCurrency === null ? null : { amount: budgetAmount, currency: budgetCurrency };
  }
}

@Resolver(() => Event)
export class EventResolver {
  @FoundBy(cityById, 'locationId')
  @FieldResolver(() => City, { nullable: true, description: 'City where it takes place.' })
  location(@Root() event: CollaborationRow, @Shown() loaders: Loaders): Promise<CityRow | null> {
    return loaders.one(cityById, event.locationId);
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @FoundBy(actorById, 'actorId')
  @FieldResolver(() => Actor, { description: 'Who takes part.' })
  actor(@Root() participation: ParticipationRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, participation.actorId);
  }

  @FoundBy(actorById, 'onBehalfOfId')
  @FieldResolver(() => Actor, { nullable: true, description: 'For whom it took part: AMPCC took part for Morocco.' })
  onBehalfOf(@Root() participation: ParticipationRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, participation.onBehalfOfId);
  }

  @FoundByEach(mandateById, 'representedByIds')
  @FieldResolver(() => [Mandate], { description: 'The office holders who were present or signed, when public.' })
  representedBy(@Root() participation: ParticipationRow, @Shown() loaders: Loaders): Promise<MandateRow[]> {
    return loaders.many(mandateById, participation.representedByIds);
  }

  @FoundBy(collaborationById, 'collaborationId')
  @FieldResolver(() => Collaboration, { description: 'In what it takes part.' })
  collaboration(@Root() participation: ParticipationRow, @Shown() loaders: Loaders): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, participation.collaborationId);
  }
}

@Resolver(() => Actor)
export class ActorCollaborationsResolver {
  @Paged((args: CollaborationsArgs) => ({ listed: collaborationsOfActor, query: queryOf(args) }))
  @FieldResolver(() => CollaborationConnection, { description: 'Collaborations this actor takes part in, in any role.' })
  collaborations(
    @Root() actor: ActorRow,
    @Args(() => CollaborationsArgs) args: CollaborationsArgs,
    @Shown() loaders: Loaders,
  ): Connection<CollaborationRow> {
    return collaborationsOfActor.connection(loaders, args, queryOf(args), actor.id);
  }
}

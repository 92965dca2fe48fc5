import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById, type CityRow, cityById } from '../actor/actor.loader';
import { City } from '../city/city.entity';
import { type RegionRow, regionById } from '../country/country.loader';
import { Region } from '../country/region.entity';
import { LanguageArg, localized, localizedOrNull } from '../language-arg';
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
  reciprocityOfTwinning,
  relatedTo,
} from './collaboration.loader';
import { CollaborationsArgs } from './collaboration-filter';
import { Event, JointProject, Money, Twinning } from './collaboration-types';
import { Participation } from './participation.entity';

const CollaborationConnection = connectionOf('Collaboration', () => Collaboration);
const ParticipationConnection = connectionOf('Participation', () => Participation);

@ObjectType({ description: 'A link from one collaboration to another.', simpleResolvers: true })
class RelatedCollaboration {
  @Field(() => CollaborationRelation, { description: 'How the two are linked.' })
  relation!: CollaborationRelation;

  @Field(() => Boolean, { description: 'False: this one was ADOPTED_AT, FOLLOWS, ... the other. True: the other does so to this one.' })
  isInverse!: boolean;

  @Field(() => Collaboration, { description: 'The other collaboration.' })
  collaboration!: CollaborationRow;
}

@ArgsType()
class ParticipantsArgs extends ForwardArgs {
  @Field(() => ParticipationRole, { nullable: true, description: 'Only those with this part.' })
  role?: ParticipationRole | null;
}

function queryOf({ where = null, orderBy = null, asOf, knownAt }: CollaborationsArgs): CollaborationQuery {
  return { where, orderBy, asOf: asOf ?? null, knownAt: knownAt ?? null };
}

@Resolver(() => Collaboration)
export class CollaborationResolver {
  @Query(() => CollaborationConnection, { description: 'Twinnings, joint projects, events and agreements.' })
  collaborations(@Args(() => CollaborationsArgs) args: CollaborationsArgs, @Ctx() { loaders }: Context): Connection<CollaborationRow> {
    return allCollaborations.connection(loaders, args, queryOf(args));
  }

  @FieldResolver(() => String, { description: 'Title in the asked language, with fallback.' })
  title(@Root() collaboration: CollaborationRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(collaboration.titles, language, context);
  }

  @FieldResolver(() => String, { nullable: true, description: 'One paragraph, if recorded.' })
  summary(@Root() collaboration: CollaborationRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(collaboration.summaries, language, context);
  }

  @FieldResolver(() => [Theme], { description: 'Subjects.' })
  themes(@Root() collaboration: CollaborationRow, @Ctx() { loaders }: Context): Promise<ThemeRow[]> {
    return loaders.many(themeById, collaboration.themeIds);
  }

  @FieldResolver(() => [Region], { description: 'Regions concerned.' })
  regions(@Root() collaboration: CollaborationRow, @Ctx() { loaders }: Context): Promise<RegionRow[]> {
    return loaders.many(regionById, collaboration.regionIds);
  }

  @FieldResolver(() => ParticipationConnection, { description: 'Who takes part, in which role, and for whom; organisers first.' })
  participants(
    @Root() collaboration: CollaborationRow,
    @Args(() => ParticipantsArgs) args: ParticipantsArgs,
    @Ctx() { loaders }: Context,
  ): Connection<ParticipationRow> {
    return participationsIn.connection(loaders, args, { role: args.role ?? null }, collaboration.id);
  }

  @FieldResolver(() => [RelatedCollaboration], { description: 'Collaborations this one led to, or came out of.' })
  async related(
    @Root() collaboration: CollaborationRow,
    @Arg('relation', () => CollaborationRelation, { nullable: true, description: 'Only links of this sort.' })
    relation: CollaborationRelation | null,
    @Ctx() { loaders }: Context,
  ): Promise<RelatedCollaboration[]> {
    const links = (await loaders.list(relatedTo, collaboration.id)).filter((link) => !relation || link.relation === relation);
    const others = await Promise.all(links.map((link) => loaders.one(collaborationById, link.otherId)));
    return links.flatMap((link, at) =>
      others[at] ? [{ relation: link.relation, isInverse: link.isInverse, collaboration: others[at] }] : [],
    );
  }
}

@Resolver(() => Twinning)
export class TwinningResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether every party lists the partnership. Rosters and Wikidata often have one direction only.',
  })
  async isReciprocal(@Root() { id }: CollaborationRow, @Ctx() { loaders }: Context): Promise<boolean> {
    return (await loaders.one(reciprocityOfTwinning, id))?.isReciprocal ?? false;
  }
}

@Resolver(() => JointProject)
export class JointProjectResolver {
  @FieldResolver(() => Money, { nullable: true, description: 'What it costs.' })
  budget(@Root() { budgetAmount, budgetCurrency }: CollaborationRow): Money | null {
    return budgetAmount === null || budgetCurrency === null ? null : { amount: budgetAmount, currency: budgetCurrency };
  }
}

@Resolver(() => Event)
export class EventResolver {
  @FieldResolver(() => City, { nullable: true, description: 'City where it takes place.' })
  location(@Root() event: CollaborationRow, @Ctx() { loaders }: Context): Promise<CityRow | null> {
    return loaders.one(cityById, event.locationId);
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @FieldResolver(() => Actor, { description: 'Who takes part.' })
  actor(@Root() participation: ParticipationRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, participation.actorId);
  }

  @FieldResolver(() => Actor, { nullable: true, description: 'For whom it took part: AMPCC took part for Morocco.' })
  onBehalfOf(@Root() participation: ParticipationRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, participation.onBehalfOfId);
  }

  @FieldResolver(() => [Mandate], { description: 'The office holders who were present or signed, when public.' })
  representedBy(@Root() participation: ParticipationRow, @Ctx() { loaders }: Context): Promise<MandateRow[]> {
    return loaders.many(mandateById, participation.representedByIds);
  }

  @FieldResolver(() => Collaboration, { description: 'In what it takes part.' })
  collaboration(@Root() participation: ParticipationRow, @Ctx() { loaders }: Context): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, participation.collaborationId);
  }
}

@Resolver(() => Actor)
export class ActorCollaborationsResolver {
  @FieldResolver(() => CollaborationConnection, { description: 'Collaborations this actor takes part in, in any role.' })
  collaborations(
    @Root() actor: ActorRow,
    @Args(() => CollaborationsArgs) args: CollaborationsArgs,
    @Ctx() { loaders }: Context,
  ): Connection<CollaborationRow> {
    return collaborationsOfActor.connection(loaders, args, queryOf(args), actor.id);
  }
}

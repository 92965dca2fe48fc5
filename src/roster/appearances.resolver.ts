import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import { type ActorRow, actorById } from '../catalog/actor/actor.loader';
import { City } from '../catalog/city/city.entity';
import { Organization } from '../catalog/organization/organization.entity';
import { Citation } from '../catalog/source/citation.entity';
import type { Context } from '../platform/context';
import { DateTimeScalar } from '../platform/scalars';
import { type Appearance, appearancesOfCity, type Read } from './appearances';
import { MatchMethod } from './roster-words';

@ObjectType({ description: 'How one roster names a city.' })
class RosterAppearance {
  @Field(() => String, { description: 'The name as the roster spells it.' })
  nameAsListed!: string;

  @Field(() => String, { nullable: true, description: "The organisation's own number of the member." })
  memberNumber!: string | null;

  @Field(() => MatchMethod, { description: 'How the name was found to be this city.' })
  method!: MatchMethod;

  @Field(() => Float, { nullable: true, description: '0 to 100. Null when a person decided, or it was recorded with an identifier.' })
  score!: number | null;

  @Field(() => String, { nullable: true, description: 'Who accepted the match, when a person did.' })
  decidedBy!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was decided.' })
  decidedAt!: Date;
}

@Resolver(() => City)
export class CityAppearancesResolver {
  @FieldResolver(() => [RosterAppearance], { description: 'How each roster spells this city, and how the hub decided it is this city.' })
  rosterAppearances(@Root() city: { id: string }, @Ctx() { loaders }: Context): Promise<Appearance[]> {
    return loaders.list(appearancesOfCity, city.id);
  }
}

@Resolver(() => RosterAppearance)
export class RosterAppearanceResolver {
  @FieldResolver(() => Organization, { description: 'Whose roster it is.' })
  organization(@Root() { organizationId }: Appearance, @Ctx() { loaders }: Context): Promise<ActorRow | null> {
    return loaders.one(actorById, organizationId);
  }

  @FieldResolver(() => Citation, { description: 'Where it was read: the page the roster names for it, else the roster, at its line.' })
  source(@Root() { citationId, ...read }: Appearance): Read & { readonly id: string } {
    return { ...read, id: citationId };
  }
}

import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import type { Context } from '../../platform/context';
import { Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { DateScalar } from '../../platform/scalars';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById } from '../actor/actor.loader';
import { LanguageArg, localized, localizedOrNull } from '../language-arg';
import { OfficeRole } from '../vocabulary/common';
import { Mandate } from './mandate.entity';
import { Person } from './person.entity';
import { type MandateRow, mandateById, mandatesAt, mandatesOfPerson, type PersonRow, personById } from './person.loader';

const AS_OF = { nullable: true, description: 'As of this day. Absent: today.' };

@ArgsType()
class OfficeHoldersArgs {
  @Field(() => OfficeRole, { nullable: true, description: 'Only this office.' })
  role?: OfficeRole | null;

  @Field(() => DateScalar, AS_OF)
  asOf?: string | null;
}

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => String, { description: 'Name in the asked language, with fallback.' })
  name(@Root() person: PersonRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(person.names, language, context);
  }

  @FieldResolver(() => [Mandate], { description: 'Public offices held on a day.' })
  mandates(
    @Root() person: PersonRow,
    @Arg('asOf', () => DateScalar, AS_OF) asOf: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<MandateRow[]> {
    return loaders.list(mandatesOfPerson, person.id, asOf ?? today());
  }
}

@Resolver(() => Mandate)
export class MandateResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Who holds the office, when it is a person.' })
  person(@Root() mandate: MandateRow, @Ctx() { loaders }: Context): Promise<PersonRow | null> {
    return loaders.one(personById, mandate.personId);
  }

  @FieldResolver(() => Actor, {
    nullable: true,
    description: 'The country or organisation that holds it, when it is not a person: Morocco presides over the Human Rights Council.',
  })
  holder(@Root() mandate: MandateRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, mandate.holderId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Title as used, for instance `رئيس الجمعية`.' })
  title(@Root() mandate: MandateRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(mandate.titles, language, context);
  }

  @FieldResolver(() => Actor, { description: 'Where the office is held.' })
  at(@Root() mandate: MandateRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, mandate.atId);
  }

  @FieldResolver(() => Mandate, {
    nullable: true,
    description: 'The office that gave access to this one (presidents of an association are mayors of a member city).',
  })
  byVirtueOf(@Root() mandate: MandateRow, @Ctx() { loaders }: Context): Promise<MandateRow | null> {
    return loaders.one(mandateById, mandate.byVirtueOfId);
  }
}

@Resolver(() => Actor)
export class OfficeHoldersResolver {
  @FieldResolver(() => [Mandate], {
    description: 'People in public office here (mayor, president, secretary general). An office whose end no source gives is listed still.',
  })
  async officeHolders(
    @Root() actor: ActorRow,
    @Args(() => OfficeHoldersArgs) { role, asOf }: OfficeHoldersArgs,
    @Ctx() { loaders }: Context,
  ): Promise<MandateRow[]> {
    const mandates = await loaders.list(mandatesAt, actor.id, asOf ?? today());
    return role ? mandates.filter((mandate) => mandate.role === role) : mandates;
  }
}

import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { FoundBy, ListedBy } from '../../platform/one-statement/told';
import { DateScalar } from '../../platform/scalars';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById } from '../actor/actor.loader';
import { LanguageArg, localized, localizedOrNull, TextInSql } from '../language-arg';
import { OfficeRole } from '../vocabulary/common';
import { Mandate } from './mandate.entity';
import { Person } from './person.entity';
import { type MandateQuery, type MandateRow, mandateById, mandatesAt, mandatesOfPerson, type PersonRow, personById } from './person.loader';

const AS_OF = { nullable: true, description: 'As of this day. Absent: today.' };

@ArgsType()
class OfficeHoldersArgs {
  @Field(() => OfficeRole, { nullable: true, description: 'Only this office.' })
  role?: OfficeRole | null;

  @Field(() => DateScalar, AS_OF)
  asOf?: string | null;
}

function queryOf({ role = null, asOf }: OfficeHoldersArgs): MandateQuery {
  return { role, day: asOf ?? today() };
}

@Resolver(() => Person)
export class PersonResolver {
  @TextInSql('names')
  @FieldResolver(() => String, { description: 'Name in the asked language, with fallback.' })
  name(@Root() person: PersonRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(person.names, language, context);
  }

  @ListedBy(mandatesOfPerson, 'id', queryOf)
  @FieldResolver(() => [Mandate], { description: 'Public offices held on a day.' })
  mandates(
    @Root() person: PersonRow,
    @Arg('asOf', () => DateScalar, AS_OF) asOf: string | null,
    @Shown() loaders: Loaders,
  ): Promise<MandateRow[]> {
    return loaders.list(mandatesOfPerson, person.id, queryOf({ asOf }));
  }
}

@Resolver(() => Mandate)
export class MandateResolver {
  @FoundBy(personById, 'personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Who holds the office, when it is a person.' })
  person(@Root() mandate: MandateRow, @Shown() loaders: Loaders): Promise<PersonRow | null> {
    return loaders.one(personById, mandate.personId);
  }

  @FoundBy(actorById, 'holderId')
  @FieldResolver(() => Actor, {
    nullable: true,
    description: 'The country or organisation that holds it, when it is not a person: Morocco presides over the Human Rights Council.',
  })
  holder(@Root() mandate: MandateRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, mandate.holderId);
  }

  @TextInSql('titles')
  @FieldResolver(() => String, { nullable: true, description: 'Title as used, for instance `رئيس الجمعية`.' })
  title(@Root() mandate: MandateRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(mandate.titles, language, context);
  }

  @FoundBy(actorById, 'atId')
  @FieldResolver(() => Actor, { description: 'Where the office is held.' })
  at(@Root() mandate: MandateRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, mandate.atId);
  }

  @FoundBy(mandateById, 'byVirtueOfId')
  @FieldResolver(() => Mandate, {
    nullable: true,
    description: 'The office that gave access to this one (presidents of an association are mayors of a member city).',
  })
  byVirtueOf(@Root() mandate: MandateRow, @Shown() loaders: Loaders): Promise<MandateRow | null> {
    return loaders.one(mandateById, mandate.byVirtueOfId);
  }
}

@Resolver(() => Actor)
export class OfficeHoldersResolver {
  @ListedBy(mandatesAt, 'id', queryOf)
  @FieldResolver(() => [Mandate], {
    description: 'People in public office here (mayor, president, secretary general). An office whose end no source gives is listed still.',
  })
  officeHolders(
    @Root() actor: ActorRow,
    @Args(() => OfficeHoldersArgs) args: OfficeHoldersArgs,
    @Shown() loaders: Loaders,
  ): Promise<MandateRow[]> {
    return loaders.list(mandatesAt, actor.id, queryOf(args));
  }
}

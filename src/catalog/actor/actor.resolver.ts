import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { InSql, ListedBy } from '../../platform/one-statement/told';
import { LanguageTagScalar } from '../../platform/scalars';
import { LanguageArg } from '../language-arg';
import { NameKind } from '../vocabulary/common';
import { Actor } from './actor.entity';
import type { ActorRow } from './actor.loader';
import { actorName, nameInSql } from './actor-name';
import { ExternalId } from './external-id.entity';
import { externalIdsOfActor } from './external-id.loader';
import { LocalizedName } from './localized-name';
import { type NameQuery, namesOfActor } from './name.loader';

@ArgsType()
class NamesArgs {
  @Field(() => LanguageTagScalar, { nullable: true, description: 'Only names in this language.' })
  language?: string | null;

  @Field(() => NameKind, { nullable: true, description: 'Only names of this kind.' })
  kind?: NameKind | null;
}

function queryOf({ language = null, kind = null }: NamesArgs): NameQuery {
  return { language, kind };
}

@Resolver(() => Actor)
export class ActorResolver {
  @InSql(['label'], nameInSql)
  @FieldResolver(() => String, { description: 'Display name in the asked language, with fallback.' })
  name(@Root() actor: ActorRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | Promise<string> {
    return actorName(actor, language, context);
  }

  @ListedBy(namesOfActor, 'id', queryOf)
  @FieldResolver(() => [LocalizedName], { description: 'All recorded names, with language, script, kind and period of use.' })
  names(@Root() actor: ActorRow, @Args(() => NamesArgs) args: NamesArgs, @Shown() loaders: Loaders): Promise<LocalizedName[]> {
    return loaders.list(namesOfActor, actor.id, queryOf(args));
  }

  @ListedBy(externalIdsOfActor, 'id')
  @FieldResolver(() => [ExternalId], {
    description: "Identifiers in other systems (ROR, LEI, ISNI, OSM, GLEIF, national codes, a network's own member number).",
  })
  externalIds(@Root() actor: ActorRow, @Shown() loaders: Loaders): Promise<ExternalId[]> {
    return loaders.list(externalIdsOfActor, actor.id);
  }
}

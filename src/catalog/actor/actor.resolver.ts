import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context';
import { InSql } from '../../platform/one-statement/told';
import { LanguageTagScalar } from '../../platform/scalars';
import { isRightToLeft } from '../../platform/script';
import { Needs } from '../../platform/selection';
import { LanguageArg } from '../language-arg';
import { NameKind } from '../vocabulary/common';
import { Actor } from './actor.entity';
import type { ActorRow } from './actor.loader';
import { actorName, nameInSql } from './actor-name';
import { ExternalId } from './external-id.entity';
import { externalIdsOfActor } from './external-id.loader';
import { LocalizedName } from './localized-name';
import { namesOfActor } from './name.loader';

@ArgsType()
class NamesArgs {
  @Field(() => LanguageTagScalar, { nullable: true, description: 'Only names in this language.' })
  language?: string | null;

  @Field(() => NameKind, { nullable: true, description: 'Only names of this kind.' })
  kind?: NameKind | null;
}

@Resolver(() => Actor)
export class ActorResolver {
  @InSql(['label'], nameInSql)
  @FieldResolver(() => String, { description: 'Display name in the asked language, with fallback.' })
  name(@Root() actor: ActorRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | Promise<string> {
    return actorName(actor, language, context);
  }

  @Needs()
  @FieldResolver(() => [LocalizedName], { description: 'All recorded names, with language, script, kind and period of use.' })
  async names(
    @Root() actor: ActorRow,
    @Args(() => NamesArgs) { language, kind }: NamesArgs,
    @Ctx() { loaders }: Context,
  ): Promise<LocalizedName[]> {
    const names = await loaders.list(namesOfActor, actor.id);
    return names
      .filter((name) => (!language || name.language === language) && (!kind || name.kind === kind))
      .map((name) => ({ ...name, isRightToLeft: isRightToLeft(name.script ?? '') }));
  }

  @Needs()
  @FieldResolver(() => [ExternalId], {
    description: "Identifiers in other systems (ROR, LEI, ISNI, OSM, GLEIF, national codes, a network's own member number).",
  })
  externalIds(@Root() actor: ActorRow, @Ctx() { loaders }: Context): Promise<ExternalId[]> {
    return loaders.list(externalIdsOfActor, actor.id);
  }
}

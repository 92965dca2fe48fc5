import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context';
import { LanguageArg, localized } from '../language-arg';
import { Theme } from './theme.entity';
import { allThemes, narrowerThemes, type ThemeRow, themeById } from './theme.loader';

@Resolver(() => Theme)
export class ThemeResolver {
  @Query(() => [Theme], { description: 'All themes, by code.' })
  themes(@Ctx() { loaders }: Context): Promise<ThemeRow[]> {
    return loaders.list(allThemes, 'all');
  }

  @FieldResolver(() => String, { description: 'Name in the asked language, with fallback.' })
  name(@Root() theme: ThemeRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(theme.names, language, context);
  }

  @FieldResolver(() => Theme, { nullable: true, description: 'The theme it is part of.' })
  broader(@Root() theme: ThemeRow, @Ctx() { loaders }: Context): Promise<ThemeRow | null> {
    return loaders.one(themeById, theme.broaderId);
  }

  @FieldResolver(() => [Theme], { description: 'Themes that are part of it.' })
  narrower(@Root() theme: ThemeRow, @Ctx() { loaders }: Context): Promise<ThemeRow[]> {
    return loaders.list(narrowerThemes, theme.id);
  }
}

import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { ALL } from '../../platform/lookup';
import { FoundBy, ListedAll, ListedBy } from '../../platform/one-statement/told';
import { LanguageArg, localized, TextInSql } from '../language-arg';
import { Theme } from './theme.entity';
import { allThemes, narrowerThemes, type ThemeRow, themeById } from './theme.loader';

@Resolver(() => Theme)
export class ThemeResolver {
  @ListedAll(allThemes, ALL)
  @Query(() => [Theme], { description: 'All themes, by code.' })
  themes(@Shown() loaders: Loaders): Promise<ThemeRow[]> {
    return loaders.list(allThemes, ALL);
  }

  @TextInSql('names')
  @FieldResolver(() => String, { description: 'Name in the asked language, with fallback.' })
  name(@Root() theme: ThemeRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(theme.names, language, context);
  }

  @FoundBy(themeById, 'broaderId')
  @FieldResolver(() => Theme, { nullable: true, description: 'The theme it is part of.' })
  broader(@Root() theme: ThemeRow, @Shown() loaders: Loaders): Promise<ThemeRow | null> {
    return loaders.one(themeById, theme.broaderId);
  }

  @ListedBy(narrowerThemes, 'id')
  @FieldResolver(() => [Theme], { description: 'Themes that are part of it.' })
  narrower(@Root() theme: ThemeRow, @Shown() loaders: Loaders): Promise<ThemeRow[]> {
    return loaders.list(narrowerThemes, theme.id);
  }
}

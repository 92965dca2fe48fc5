import { columnsOf } from '../../platform/columns';
import { ALL_ROWS, batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { sql } from '../../platform/sql';
import { Theme } from './theme.entity';

export type ThemeRow = Theme & Typed;

const THEMES = {
  columns: (wanted: Wanted) => sql`'Theme' AS "__typename", ${columnsOf(Theme, 't', [], wanted)}`,
  from: () => sql`theme AS t`,
};

export const themeById: Found<ThemeRow> = batchOf({ ...THEMES, key: sql`t.id`, type: 'uuid', types: ['Theme'] });
export const themeByCode: Found<ThemeRow> = batchOf({ ...THEMES, key: sql`t.code`, type: 'text' });

const BY_CODE = sql`t.code`;

export const narrowerThemes: FoundLists<ThemeRow> = listsOf({ ...THEMES, key: sql`t.broader_id`, type: 'uuid', order: BY_CODE });

/** All themes; the key is `ALL`. */
export const allThemes: FoundLists<ThemeRow> = listsOf({ ...THEMES, key: ALL_ROWS, type: 'text', order: BY_CODE });

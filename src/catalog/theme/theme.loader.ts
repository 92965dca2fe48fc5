import { columnsOf } from '../../platform/columns';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { sql } from '../../platform/sql';
import { Theme } from './theme.entity';

export type ThemeRow = Theme & Typed;

const columns = () => sql`'Theme' AS "__typename", ${columnsOf(Theme, 't')}`;

export const themeById: Batch<string, ThemeRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${columns()} FROM theme AS t WHERE t.id = ANY(${ids})`),
  keyOf: (theme) => theme.id,
};

export const themeByCode: Batch<string, ThemeRow> = {
  fetch: (db, codes) => db.rows(sql`SELECT ${columns()} FROM theme AS t WHERE t.code = ANY(${codes})`),
  keyOf: (theme) => theme.code,
};

export const narrowerThemes: Batch<string, ThemeRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${columns()} FROM theme AS t WHERE t.broader_id = ANY(${ids}) ORDER BY t.code`),
  keyOf: (theme) => theme.broaderId ?? '',
};

/** All themes, by code; the key is the code of the list. */
export const allThemes: Batch<'all', ThemeRow> = {
  fetch: (db) => db.rows(sql`SELECT ${columns()} FROM theme AS t ORDER BY t.code`),
  keyOf: () => 'all',
};

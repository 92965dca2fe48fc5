import { v7 } from 'uuid';
import type { Database } from '../../platform/database';
import { fold } from '../../platform/fold';
import { scriptOf } from '../../platform/script';
import { sql } from '../../platform/sql';
import { type Cite, instantBehind, recordVersions } from '../writing/record-versions';

/** What may be corrected of an actor; what is left out stays. */
export interface Amendment {
  /** Official names by language. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly website?: string | null | undefined;
  /** Of organisations only. */
  readonly acronym?: string | null | undefined;
}

interface HeldName {
  readonly id: string;
  readonly versionId: string;
  readonly language: string;
  readonly value: string;
  readonly recordedAt: Date;
  readonly isOpen: boolean;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Corrects an actor: names as facts, with their sources; the rest in place, with what was there before in the feed. */
export async function amendActor(tx: Database, id: string, amendment: Amendment, citations: readonly Cite[]): Promise<void> {
  await tx.rows(sql`SELECT FROM actor WHERE id = ${id} FOR NO KEY UPDATE`);
  await amendNames(tx, id, amendment.names ?? {}, citations);
  const english = amendment.names?.en;
  if (english !== undefined) await tx.rows(sql`UPDATE actor SET name = ${english}, folded = ${fold(english)} WHERE id = ${id}`);
  if (amendment.website !== undefined) await tx.rows(sql`UPDATE actor SET website = ${amendment.website} WHERE id = ${id}`);
  if (amendment.acronym !== undefined) await tx.rows(sql`UPDATE organization SET acronym = ${amendment.acronym} WHERE id = ${id}`);
}

async function amendNames(tx: Database, id: string, names: Readonly<Record<string, string>>, citations: readonly Cite[]): Promise<void> {
  const held = await tx.rows<HeldName>(sql`
    SELECT DISTINCT ON (language) id, version_id AS "versionId", language, value, recorded_at AS "recordedAt", true AS "isOpen",
      to_jsonb(n) - '{version_id,valid_from,valid_to,recorded_at,superseded_at}'::text[] AS said
    FROM actor_name AS n
    WHERE actor_id = ${id} AND kind = 'OFFICIAL' AND language = ANY(${Object.keys(names)}) AND superseded_at = 'infinity' AND valid_to = 'infinity'
    ORDER BY language, id`);
  const news = Object.entries(names).flatMap(([language, value]) => {
    const old = held.find((name) => name.language === language);
    return old?.value === value ? [] : [{ language, value, old }];
  });
  await recordVersions(tx, {
    at: await instantBehind(tx, held),
    superseded: news.flatMap(({ old }) => (old ? [{ table: 'actor_name' as const, versionId: old.versionId }] : [])),
    versions: news.map(({ language, value, old }) => ({
      table: 'actor_name',
      factId: old?.id ?? v7(),
      ...(!old && { newKind: 'Name' }),
      said: {
        ...{ actor_id: id, kind: 'OFFICIAL', confidence: 0.9, ...old?.said },
        ...{ language, value, folded: fold(value), script: scriptOf(value) },
      },
      citations,
    })),
  });
}

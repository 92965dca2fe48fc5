import { v7 } from 'uuid';
import type { Database } from '../../platform/database';
import { fold } from '../../platform/fold';
import { scriptOf } from '../../platform/script';
import { sql } from '../../platform/sql';
import { type Cite, instantBehind, recordVersions } from '../writing/record-versions';

/** What an actor is called from now on; what is left out stays. */
export interface ActorNames {
  /** Official names by language. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Null: it has none any more. */
  readonly acronym?: string | null | undefined;
}

interface HeldName {
  readonly id: string;
  readonly versionId: string;
  readonly kind: string;
  readonly language: string;
  readonly value: string;
  readonly recordedAt: Date;
  readonly said: Readonly<Record<string, unknown>>;
}

interface GivenName {
  readonly kind: 'OFFICIAL' | 'ACRONYM';
  readonly language: string;
  readonly value: string | null;
}

/** Records names as facts, each with its sources, in the place of those it has of their kind and language. */
export async function amendNames(tx: Database, id: string, { names = {}, acronym }: ActorNames, citations: readonly Cite[]): Promise<void> {
  const given: GivenName[] = [
    ...Object.entries(names).map(([language, value]) => ({ kind: 'OFFICIAL' as const, language, value })),
    // It is the same in every language.
    ...(acronym === undefined ? [] : [{ kind: 'ACRONYM' as const, language: 'und', value: acronym }]),
  ];
  if (given.length === 0) return;
  const held = await heldNames(tx, id, given);
  const news = given.flatMap((name) => {
    const old = held.find(({ kind, language }) => kind === name.kind && language === name.language);
    return (old?.value ?? null) === name.value ? [] : [{ ...name, old }];
  });
  await recordVersions(tx, {
    at: await instantBehind(tx, held),
    superseded: news.flatMap(({ old }) => (old ? [{ table: 'actor_name' as const, versionId: old.versionId }] : [])),
    versions: news.flatMap(({ kind, language, value, old }) =>
      value === null
        ? []
        : {
            table: 'actor_name' as const,
            factId: old?.id ?? v7(),
            ...(!old && { newKind: 'Name' }),
            said: {
              ...{ actor_id: id, kind, confidence: 0.9, ...old?.said },
              ...{ language, value, folded: fold(value), script: scriptOf(value) },
            },
            citations,
          },
    ),
  });
}

/** Of each kind and language that is given, the one the actor has now. */
function heldNames(tx: Database, id: string, given: readonly GivenName[]): Promise<HeldName[]> {
  return tx.rows<HeldName>(sql`
    SELECT DISTINCT ON (n.kind, n.language) n.id, n.version_id AS "versionId", n.kind, n.language, n.value, n.recorded_at AS "recordedAt",
      to_jsonb(n) - '{version_id,valid_from,valid_to,recorded_at,superseded_at}'::text[] AS said
    FROM actor_name AS n JOIN jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g (kind text, language text) USING (kind, language)
    WHERE n.actor_id = ${id} AND n.superseded_at = 'infinity' AND n.valid_to = 'infinity' ORDER BY n.kind, n.language, n.id`);
}

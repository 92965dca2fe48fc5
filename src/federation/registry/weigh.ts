import { diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import type { ChangeCriticality } from './registry-words';

export interface WeighedChange {
  readonly coordinate: string;
  readonly message: string;
  readonly criticality: ChangeCriticality;
  /** Requests that used it in the last 30 days. */
  readonly usage: number;
}

export interface AffectedOperation {
  readonly name: string | null;
  readonly hash: string;
  readonly clients: readonly string[];
  readonly requests: number;
  /** An instant, as text. */
  readonly lastSeenAt: string;
}

export interface Weighed {
  readonly changes: readonly WeighedChange[];
  /** Most used first. */
  readonly affected: readonly AffectedOperation[];
}

/** Changes and operations told of one check. */
const MOST_CHANGES = 500;
const MOST_OPERATIONS = 50;

/** What is different, and who would notice: a change that breaks counts only if somebody used what it takes away. */
export async function weigh(db: Database, before: GraphQLSchema, after: GraphQLSchema): Promise<Weighed> {
  const found = (await diff(before, after)).slice(0, MOST_CHANGES);
  const breaking = found.filter(({ criticality }) => criticality.level === 'BREAKING').map(({ path }) => path ?? '');
  const usage = breaking.length > 0 ? await usageOf(db, breaking) : new Map<string, number>();
  const changes = found.map(({ path = '', message, criticality }): WeighedChange => {
    const used = usage.get(path) ?? 0;
    return { coordinate: path, message, criticality: criticalityOf(criticality.level, used), usage: used };
  });
  const used = changes.filter(({ criticality }) => criticality === 'BREAKING').map(({ coordinate }) => coordinate);
  return { changes, affected: used.length > 0 ? await operationsUsing(db, used) : [] };
}

function criticalityOf(level: string, usage: number): ChangeCriticality {
  if (level === 'BREAKING') return usage > 0 ? 'BREAKING' : 'BREAKING_BUT_UNUSED';
  return level === 'DANGEROUS' ? 'DANGEROUS' : 'SAFE';
}

async function usageOf(db: Database, coordinates: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.rows<{ coordinate: string; requests: number }>(sql`
    SELECT asked.coordinate, sum(u.requests)::float8 AS requests
    FROM unnest(${coordinates}::text[]) AS asked (coordinate)
    JOIN operation_usage AS u ON u.coordinates @> ARRAY[asked.coordinate] AND u.day > current_date - 30
    GROUP BY asked.coordinate`);
  return new Map(rows.map(({ coordinate, requests }) => [coordinate, requests]));
}

function operationsUsing(db: Database, coordinates: readonly string[]): Promise<AffectedOperation[]> {
  return db.rows(sql`
    SELECT u.hash, max(u.name) AS name, array_agg(DISTINCT u.client) AS clients, sum(u.requests)::float8 AS requests,
      max(u.last_seen_at) AS "lastSeenAt"
    FROM operation_usage AS u WHERE u.coordinates && ${coordinates}::text[] AND u.day > current_date - 30
    GROUP BY u.hash ORDER BY sum(u.requests) DESC, u.hash LIMIT ${MOST_OPERATIONS}`);
}

import { type Candidate, candidatesOf, type Found, type Kind, type Sources } from './candidates';
import { type Entity, entitiesById, type Reader } from './entities';
import type { ReconciliationQuery } from './read-batch';
import type { Named } from './vocabulary';

/** A candidate as the protocol shows it. */
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: readonly Named[];
  readonly score: number;
  readonly match: boolean;
  readonly features: Candidate['features'];
}

export type ResultBatch = Readonly<Record<string, { readonly result: readonly Shown[] }>>;

/** Answers every query of a batch: candidates best first, of which at most one is a match. */
export async function answerBatch(sources: Sources, reader: Reader, batch: ReadonlyMap<string, ReconciliationQuery>): Promise<ResultBatch> {
  const keys = [...batch.keys()];
  const queries = [...batch.values()];
  const found = await candidatesOf(sources, queries);
  const uuids = found.flatMap((kinds) => [...kinds.values()].flatMap((candidates) => candidates.map(({ uuid }) => uuid)));
  const entities = await entitiesById(reader, uuids);
  return Object.fromEntries(queries.map((query, at) => [keys[at], { result: resultOf(query, found[at] ?? new Map(), entities) }]));
}

/** Least points by which a match must be ahead of candidates that were found in another way: a city has its country's name, say. */
const LEAD = 3;

type Ranked = Candidate & { readonly kind: Kind; readonly entity: Entity };

/** Chooses among all kinds: sorted by score; a match stays one only while it stands alone. */
function resultOf(query: ReconciliationQuery, found: Found, entities: ReadonlyMap<string, Entity>): Shown[] {
  const ranked = rank(found, entities).filter(({ entity }) => isOfTypes(entity, query));
  const chosen = ranked.filter(({ match }) => match);
  const [only] = chosen;
  const isClear =
    chosen.length === 1 &&
    ranked.every(({ kind, score }) => kind === only?.kind || only?.kind === 'identified' || score <= only!.score - LEAD);
  return ranked.slice(0, query.limit).map(({ entity, score, features, ...candidate }) => ({
    id: entity.id,
    name: entity.name,
    description: entity.description,
    type: entity.types,
    score,
    match: isClear && candidate.match,
    features: distinct(features),
  }));
}

function rank(found: Found, entities: ReadonlyMap<string, Entity>): Ranked[] {
  const best = new Map<string, Ranked>();
  for (const [kind, candidates] of found) {
    for (const candidate of candidates) {
      const entity = entities.get(candidate.uuid);
      if (entity !== undefined && !best.has(candidate.uuid)) best.set(candidate.uuid, { ...candidate, kind, entity });
    }
  }
  return [...best.values()].sort((left, right) => right.score - left.score || Number(right.match) - Number(left.match));
}

function isOfTypes({ types }: Entity, query: ReconciliationQuery): boolean {
  const own = types.map(({ id }) => id);
  if (query.types.length === 0) return true;
  return query.ofAllTypes ? query.types.every((type) => own.includes(type)) : query.types.some((type) => own.includes(type));
}

/** Ids of features are unique in a candidate. */
function distinct(features: Candidate['features']): Candidate['features'] {
  const points = new Map<string, number>();
  for (const { id, value } of features) points.set(id, (points.get(id) ?? 0) + value);
  return [...points].map(([id, value]) => ({ id, value: Math.round(value * 10) / 10 }));
}

import { setImmediate } from 'node:timers/promises';
import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import { cityBatches, cityRows, organizationRows } from './database-rows';
import { NameIndex } from './index-of-names';
import type { Matcher } from './matcher';
import { type CityMatch, type CityMatchInput, resolveCity } from './resolve';
import { type OrganizationMatch, type OrganizationMatchInput, resolveOrganization } from './resolve-organization';

interface Indexes {
  readonly cities: NameIndex;
  readonly organizations: NameIndex;
  /** The last change they know of. */
  readonly sequence: string;
  /** How many releases of the gazetteer they know: the changes do not tell of each place. */
  readonly releases: number;
}

/** So many changed names are quicker to read with all others. */
const MOST_ADDED = 20_000;

/**
 * Matches in this very thread, which building the index keeps busy for some seconds: a worker of its own is the place for it.
 *
 * The index is built at the first question and follows the change feed: an answer is never older than the last write before its question.
 */
export class LocalMatcher implements Matcher {
  private indexes: Promise<Indexes> | undefined;

  constructor(private readonly db: Database) {}

  async cities(inputs: readonly CityMatchInput[]): Promise<CityMatch[]> {
    const { cities } = await this.fresh();
    return inTurns(inputs, (input) => resolveCity(cities, input));
  }

  async organizations(inputs: readonly OrganizationMatchInput[]): Promise<OrganizationMatch[]> {
    const { organizations } = await this.fresh();
    return inTurns(inputs, (input) => resolveOrganization(organizations, input));
  }

  async close(): Promise<void> {
    await this.indexes?.catch(() => undefined);
  }

  /** One at a time; what fails is tried anew by the next question. */
  private fresh(): Promise<Indexes> {
    const before = this.indexes?.catch(() => undefined) ?? Promise.resolve(undefined);
    this.indexes = before.then((known) => this.renewed(known));
    return this.indexes;
  }

  private async renewed(known: Indexes | undefined): Promise<Indexes> {
    const { sequence, releases } = await standOf(this.db);
    if (known?.sequence === sequence && known.releases === releases) return known;
    const ids = known?.releases === releases ? await renamedSince(this.db, known.sequence, sequence) : undefined;
    if (known === undefined || ids === undefined || ids.length > MOST_ADDED) return { ...(await this.built()), sequence, releases };
    if (ids.length === 0) return { ...known, sequence };
    const [cities, organizations] = await this.rows(ids);
    return { cities: known.cities.with(cities), organizations: known.organizations.with(organizations), sequence, releases };
  }

  private async built(): Promise<Pick<Indexes, 'cities' | 'organizations'>> {
    const [cities, organizations] = await Promise.all([NameIndex.from(cityBatches(this.db)), organizationRows(this.db, null)]);
    return { cities, organizations: NameIndex.of(organizations) };
  }

  private rows(ids: readonly string[]) {
    return Promise.all([cityRows(this.db, ids), organizationRows(this.db, ids)]);
  }
}

/** Names matched before others get their turn: some hundredths of a second. */
const IN_A_TURN = 25;

/** Answers in order; whoever asks meanwhile for less does not wait for all of it. */
async function inTurns<Input, Output>(inputs: readonly Input[], answer: (input: Input) => Output): Promise<Output[]> {
  const answers: Output[] = [];
  for (const [at, input] of inputs.entries()) {
    if (at > 0 && at % IN_A_TURN === 0) await setImmediate();
    answers.push(answer(input));
  }
  return answers;
}

async function standOf(db: Database): Promise<Pick<Indexes, 'sequence' | 'releases'>> {
  const [row] = await db.rows<{ sequence: string; releases: number }>(sql`
    SELECT last AS sequence, (SELECT count(*)::int FROM world_release WHERE part = 'gazetteer') AS releases FROM change_counter`);
  return row ?? { sequence: '0', releases: 0 };
}

const NAMED = ['City', 'Association', 'Network', 'Institution', 'Name'];

/** Actors that are new, or have other names or identifiers. */
async function renamedSince(db: Database, after: string, upTo: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    SELECT DISTINCT CASE entity_type WHEN 'Name' THEN coalesce(after, before) ->> 'actor_id' ELSE entity_id::text END AS id
    FROM change WHERE sequence > ${after} AND sequence <= ${upTo} AND entity_type = ANY(${NAMED})
    UNION SELECT unnest(concerns)::text FROM change WHERE sequence > ${after} AND sequence <= ${upTo} AND kind IN ('MERGED', 'SPLIT')
    LIMIT ${MOST_ADDED + 1}`);
  return rows.map(({ id }) => id);
}

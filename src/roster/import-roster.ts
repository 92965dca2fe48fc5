import { v7 } from 'uuid';
import { organizationBySlug } from '../catalog/organization/organization.loader';
import type { Matcher } from '../identity';
import { today } from '../platform/clock';
import type { Database, HubDatabase } from '../platform/database';
import { HubError } from '../platform/errors';
import { fold } from '../platform/fold';
import type { Progress } from '../platform/progress';
import { isDay } from '../platform/scalars';
import { sql } from '../platform/sql';
import { BATCH } from './limits';
import { type MemberMatch, matchMembers } from './match-members';
import { checkedCount, type ParseOptions, readingOf, rowsOf } from './parse';
import { RosterError, type RosterProblem } from './problem';
import type { ParsedRow } from './read-row';
import { type ReceivedFile, receive, removeLeftFiles } from './received-file';
import { RowResolver } from './resolve-rows';
import { recordFailure, recordImport, recordInterruptions, recordMatched, recordReading, recordRows } from './store';
import { Tiers } from './tiers';

export interface ImportHub {
  readonly db: HubDatabase;
  readonly matcher: Matcher;
  readonly report?: Progress;
}

/** A roster to import, and what is known of it. */
export interface RosterUpload extends ParseOptions {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly organization: string;
  readonly asOf: string;
  readonly isComplete: boolean;
  readonly fileName: string | null;
  readonly createdBy: string;
}

export interface StartedImport {
  readonly id: string;
  /** When its rows are matched, or it has failed; never rejects. */
  readonly finished: Promise<void>;
}

/**
 * Takes in a roster and reads it: parsed, matched, and then waiting for review. Nothing of it is part of what the hub holds until it is
 * applied.
 *
 * @throws HubError when the organisation or the day cannot be; RosterError when the file is too large.
 */
export async function startImport(hub: ImportHub, upload: RosterUpload): Promise<StartedImport> {
  const { asOf, isComplete, fileName, createdBy } = upload;
  if (waiting >= MOST_WAITING) throw new HubError('RATE_LIMITED', 'The hub is busy reading rosters: try again in a minute.');
  const organizationId = await organizationOf(hub, upload);
  const file = await receive(upload.bytes);
  const id = v7();
  try {
    const { sha256 } = file;
    await recordImport(hub.db, { id, sourceId: v7(), organizationId, fileName, sha256, asOf, isComplete, createdBy });
  } catch (error) {
    await file.remove();
    throw error;
  }
  // It is alive from now on, however many there are before it.
  const heart = heartOf(hub, id);
  return { id, finished: inLine(() => sweep(hub).then(() => readInto(hub, { id, organizationId, file, upload, heart }))) };
}

/** Clears away what imports left that were interrupted. That it cannot hinders no other. */
async function sweep({ db }: ImportHub): Promise<void> {
  await Promise.allSettled([recordInterruptions(db), removeLeftFiles()]);
}

async function organizationOf({ db }: ImportHub, { organization, asOf }: RosterUpload): Promise<string> {
  if (!isDay(asOf)) throw new HubError('BAD_USER_INPUT', '"asOf" takes a day such as 2026-01-31: the one the roster speaks of.');
  if (asOf > today()) throw new HubError('BAD_USER_INPUT', `"asOf" is ${asOf}, which is yet to come.`);
  const [found] = await organizationBySlug.fetch(db, [organization]);
  if (found) return found.id;
  const alike = await slugsLike(db, organization.slice(0, 80));
  const hint = alike.length > 0 ? ` Is it ${alike.map((slug) => `"${slug}"`).join(' or ')}?` : '';
  throw new HubError('NOT_FOUND', `No organisation has the slug "${organization.slice(0, 80)}".${hint}`, { argument: 'organization' });
}

/** Slugs of organisations with this acronym or the beginning of whose name it is. */
async function slugsLike(db: Database, given: string): Promise<string[]> {
  const folded = fold(given);
  if (folded.length < 2) return [];
  const found = await db.rows<{ slug: string }>(sql`
    SELECT o.slug FROM organization AS o JOIN actor AS a USING (id)
    WHERE lower(o.acronym) = ${given.trim().toLowerCase()} OR a.folded LIKE ${`${folded}%`}
    ORDER BY lower(o.acronym) = ${given.trim().toLowerCase()} DESC NULLS LAST, a.folded LIMIT 3`);
  return found.map(({ slug }) => slug);
}

/** Files are read one after the other: matching is what takes its time, and there is one matcher. */
const MOST_WAITING = 20;
let waiting = 0;
let line: Promise<void> = Promise.resolve();

function inLine(work: () => Promise<void>): Promise<void> {
  waiting += 1;
  line = line.then(work).finally(() => {
    waiting -= 1;
  });
  return line;
}

interface Job {
  readonly id: string;
  readonly organizationId: string;
  readonly file: ReceivedFile;
  readonly upload: RosterUpload;
  readonly heart: NodeJS.Timeout;
}

/** So often an import that is being read, or waits to be, says that it is. */
const HEARTBEAT_MS = 30_000;

function heartOf({ db }: ImportHub, id: string): NodeJS.Timeout {
  const beat = () => db.rows(sql`UPDATE roster_import SET progressed_at = now() WHERE id = ${id}`).catch(() => undefined);
  return setInterval(beat, HEARTBEAT_MS).unref();
}

async function readInto(hub: ImportHub, job: Job): Promise<void> {
  try {
    const { id, organizationId, file, upload } = job;
    await readRoster(hub, { id, organizationId, path: file.path, asOf: upload.asOf, options: upload });
  } catch (error) {
    // Without a database the import stays as it is, and is seen to have been interrupted.
    await recordFailure(hub.db, job.id, problemOf(error)).catch(() => undefined);
  } finally {
    clearInterval(job.heart);
    await job.file.remove().catch(() => undefined);
  }
}

function problemOf(error: unknown): RosterProblem {
  if (error instanceof RosterError) return error.problem;
  return { code: 'INTERNAL', line: 0, column: 0, message: 'The hub failed while it read the file; send it again.' };
}

/** A file whose import is recorded. */
interface RosterFile {
  readonly id: string;
  readonly organizationId: string;
  readonly path: string;
  readonly asOf: string;
  readonly options: ParseOptions;
}

interface Reader extends Pick<ImportHub, 'matcher' | 'report'> {
  readonly db: Database;
}

/** Reads and matches a roster into rows that wait for review. @throws RosterError when it cannot be read. */
export async function readRoster({ db, matcher, report = () => undefined }: Reader, file: RosterFile): Promise<void> {
  const { id, organizationId, asOf } = file;
  report('Reading the file', 0, 1);
  const reading = await readingOf(file.path, file.options);
  const total = await checkedCount(reading);
  report('Reading the file', 1, 1);
  await recordReading(db, id, reading, total);
  const resolver = new RowResolver({ id, organizationId, asOf }, await Tiers.of(db, organizationId));
  let done = 0;
  report('Matching names', 0, total);
  let recorded: Promise<void> = Promise.resolve();
  const take = async ({ rows, matches }: Asked) => {
    const [found] = await Promise.all([matches, recorded]);
    done += rows.length;
    recorded = unheard(recordRows(db, id, resolver.resolve(rows, found), done));
    report('Matching names', done, total);
  };
  let before: Asked | undefined;
  for await (const rows of batches(rowsOf(reading))) {
    // The matcher, a thread of its own, has the next rows already while those before are resolved here, and the ones before them written.
    const asked = { rows, matches: unheard(matchMembers(matcher, rows)) };
    if (before) await take(before);
    before = asked;
  }
  if (before) await take(before);
  await recorded;
  await recordMatched(db, id, total);
}

/** Rows that were given to the matcher. */
interface Asked {
  readonly rows: readonly ParsedRow[];
  readonly matches: Promise<MemberMatch[]>;
}

/** Whoever awaits it is told of a fault; until then it must not count as unheard. */
function unheard<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

async function* batches(rows: AsyncIterable<ParsedRow>): AsyncGenerator<ParsedRow[]> {
  let batch: ParsedRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Applied, applyImport } from './apply';
import { type ImportHub, startImport } from './import-roster';
import { previewOf } from './preview';
import { reviewRows } from './review';
import { decisionsIn, reviewFile } from './review-file';
import { columnsIn } from './routes';
import { isInTheWay, rowsToReview } from './rows-to-review';
import { type ImportRow, importOf } from './store';

export interface ImportOptions {
  readonly organization: string;
  readonly asOf: string;
  readonly complete?: boolean;
  readonly encoding?: string;
  /** `name=City`, `country=2`. */
  readonly column?: readonly string[];
  /** Tell what would change, and change nothing. */
  readonly dryRun?: boolean;
  /** Leave out rows that need a person. */
  readonly skipUnsure?: boolean;
  /** A complete roster may let go more than a third of the members. */
  readonly confirmLeaves?: boolean;
  /** A review file with decisions. */
  readonly decisions?: string;
  /** Where to write the rows that need a person; beside the file when absent. */
  readonly review?: string;
}

export interface CommandHub extends ImportHub {
  readonly say: (line: string) => void;
}

/** What the person at the terminal is to know, beyond success. */
export type ImportEnd = 'applied' | 'previewed' | 'needs-review';

const SHELL = 'command line';

/**
 * Imports a roster from a file: reads and matches it, shows what it changes, and applies it when nothing needs a person. Otherwise writes
 * the rows that do into a review file, to be edited and given back with `decisions`.
 *
 * @throws Error with one sentence, which names line and column, when the file cannot be imported.
 */
export async function importCommand(hub: CommandHub, file: string, options: ImportOptions): Promise<ImportEnd> {
  const { db, say } = hub;
  const held = await readFrom(hub, file, options);
  const { rowCount, matchedCount, reviewCount, unmatchedCount } = held;
  say(
    `Read ${count(rowCount)} rows: ${count(matchedCount)} matched, ${count(reviewCount)} with candidates, ${count(unmatchedCount)} like nothing the hub has.`,
  );
  await decide(hub, held, options);
  const would = await previewOf(db, held, 0);
  say(
    `As of ${held.asOf}: ${count(would.joinCount)} join, ${count(would.tierChangeCount)} change tier, ${count(would.leaveCount)} leave, ${count(would.unchangedCount)} unchanged, ${count(would.needsReviewCount)} need a person.`,
  );
  if (would.needsReviewCount > 0) {
    const review = options.review ?? `${file}.review.csv`;
    await writeFile(review, await reviewFile(db, held.id));
    say(
      `The rows that need a person are in ${review}. Fill its column "resolution" with ACCEPTED (the first candidate), CORRECTED (its slug in`,
    );
    say(`"city" or "organization"), NEW_CITY or SKIPPED, and run the command again with --decisions ${review}.`);
    return options.dryRun ? 'previewed' : 'needs-review';
  }
  if (options.dryRun) return 'previewed';
  return told(await applyImport(db, held.id, options), say);
}

async function readFrom(hub: CommandHub, file: string, options: ImportOptions): Promise<ImportRow> {
  const { organization, asOf, complete = false, encoding, column = [] } = options;
  const { id, finished } = await startImport(hub, {
    ...{ organization, asOf, isComplete: complete, encoding, columns: columnsIn(column), fileName: basename(file), createdBy: SHELL },
    bytes: createReadStream(file) as AsyncIterable<Buffer>,
  });
  await finished;
  const held = await importOf(hub.db, id);
  if (held === null || held.status !== 'REVIEW') throw new Error(held?.problem?.message ?? 'The import is gone.');
  return held;
}

async function decide({ db, say }: CommandHub, { id }: ImportRow, { decisions, skipUnsure }: ImportOptions): Promise<void> {
  if (decisions !== undefined) await record(db, id, await decisionsIn(db, id, await readFile(decisions, 'utf8')));
  if (!skipUnsure) return;
  const unsure = (await rowsToReview(db, id)).filter(isInTheWay);
  await record(
    db,
    id,
    unsure.map(({ id: rowId }) => ({ rowId, resolution: 'SKIPPED' as const, cityId: null })),
  );
  if (unsure.length > 0) say(`Left out ${count(unsure.length)} rows that need a person.`);
}

async function record(db: CommandHub['db'], importId: string, decisions: Awaited<ReturnType<typeof decisionsIn>>): Promise<void> {
  const [refusal] = await reviewRows(db, { importId, decisions, decidedBy: SHELL });
  if (refusal) throw new Error(refusal.message);
}

function told(done: Applied, say: (line: string) => void): ImportEnd {
  if (done.outcome === 'refused') throw new Error(done.refusal.message);
  const { counts } = done;
  const changes = counts.join + counts['change-tier'] + counts.leave;
  say(changes === 0 ? 'Nothing has changed since.' : `Applied ${count(changes)} changes.`);
  return 'applied';
}

function count(number: number): string {
  return number.toLocaleString('en');
}

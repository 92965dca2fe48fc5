import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { join, raw, type Sql, sql } from '../sql';
import type { Asking } from './asking';
import type { Write } from './known';
import { type Hole, holesIn, type Piece, type ShownRows, settled, textOf } from './pieces';
import { orNotSo } from './told';

/** A field that is known without a row. */
export interface KnownField {
  readonly write: Write;
  /** The property of its row that the resolver is given; null for a field of the query itself. */
  readonly property: string | null;
}

/** Begins what stands in JSON of the database for a known field. Nobody can guess it, so that no text of anybody's has it in it. */
const MARK = `known ${randomUUID()} `;

/** The mark of a known field, by its place among all. @param value of the property of its row. */
export function markOf(place: number, value: Sql): Sql {
  return sql`concat(${raw(`'${MARK}${place} '`)}, ${value})`;
}

/** The mark of a known field of the query itself. */
export function markOfRoot(place: number): string {
  return `${MARK}${place} `;
}

/** For how long values are made before others get a turn, in milliseconds. */
const LONGEST_TURN = 20;

/** Puts what is known in the place of its marks, and the rows it shows in theirs: one statement for all of them, and again for what those show. */
export class Filling {
  private readonly known = new Map<string, Promise<Piece>>();
  private begun = performance.now();

  constructor(
    private readonly asking: Asking,
    private readonly fields: readonly KnownField[],
  ) {}

  /** @param texts JSON with marks. @throws NOT_SO where a row is missing that cannot be; and whatever resolvers throw. */
  async filled(texts: readonly string[]): Promise<string[]> {
    const pieces: Piece[] = [];
    for (const text of texts) pieces.push(await this.pieceOf(text));
    const rows = await this.rowsFor(pieces.flatMap((piece) => [...holesIn(piece)]));
    return pieces.map((piece) => orNotSo(textOf(piece, ({ rows: { statement }, key }) => rows.get(statement)?.get(key))));
  }

  private async pieceOf(text: string): Promise<Piece> {
    const [before, ...parts] = text.split(`"${MARK}`);
    if (parts.length === 0) return text;
    const marks = parts.map((part) => part.slice(0, part.indexOf('"')));
    for (const mark of marks) {
      this.begin(mark);
      if (performance.now() - this.begun > LONGEST_TURN) await this.giveTurn();
    }
    const known = await Promise.all(marks.map((mark) => this.known.get(mark)!));
    return [before!, ...parts.flatMap((part, at) => [known[at]!, part.slice(marks[at]!.length + 1)])];
  }

  /** What is marked alike is made once. */
  private begin(mark: string): void {
    if (this.known.has(mark)) return;
    const end = mark.indexOf(' ');
    const { write, property } = this.fields[Number(mark.slice(0, end))]!;
    const parent = property === null ? undefined : { [property]: mark.slice(end + 1) };
    const piece = settled(new Promise((resolve) => resolve(write(parent, this.asking))));
    // It is waited for when all have begun; until then nobody else hears of its failure.
    piece.catch(() => undefined);
    this.known.set(mark, piece);
  }

  private async giveTurn(): Promise<void> {
    await turn();
    this.begun = performance.now();
  }

  /** By statement, then by key. */
  private async rowsFor(holes: readonly Hole[]): Promise<ReadonlyMap<unknown, ReadonlyMap<string, string>>> {
    const keys = new Map<ShownRows['statement'], Set<string>>();
    for (const { rows, key } of holes) keys.set(rows.statement, (keys.get(rows.statement) ?? new Set()).add(key));
    if (keys.size === 0) return new Map();
    const all = [...keys];
    const parts = all.map(
      ([statement, of], place) => sql`SELECT ${raw(String(place))} AS place, shown.* FROM (${statement(this.asking, [...of])}) AS shown`,
    );
    const rows = await this.asking.context.loaders.db.rows<{ place: number; key: string; shown: string }>(join(parts, ' UNION ALL '));
    const texts = await this.filled(rows.map(({ shown }) => shown));
    const found = new Map<unknown, Map<string, string>>(all.map(([statement]) => [statement, new Map()]));
    for (const [at, { place, key }] of rows.entries()) found.get(all[place]![0])!.set(key, texts[at]!);
    return found;
  }
}

import { setImmediate } from 'node:timers/promises';
import { type Column, withRoom } from './columns';
import { NO_SPANS, type SpanColumns, type SpanRecord } from './memberships';

/** Writes spans behind those a view knows of. */
export class SpanWriter {
  constructor(
    public columns: SpanColumns = NO_SPANS,
    public size = 0,
  ) {}

  /** Makes room for so many more, in turns that let others in between: to copy all columns at once takes long. */
  async reserve(more: number): Promise<void> {
    const wide: Partial<Record<keyof SpanColumns, Column>> = {};
    for (const name of SPAN_COLUMNS) {
      wide[name] = withRoom(this.columns[name], this.size + more);
      await setImmediate();
    }
    this.columns = wide as unknown as SpanColumns;
  }

  add(record: SpanRecord): void {
    if (this.size >= this.columns.member.length) this.columns = wider(this.columns, this.size + 1);
    const { columns, size } = this;
    columns.member[size] = record.member;
    columns.organization[size] = record.organization;
    columns.tier[size] = record.tier;
    columns.status[size] = record.status;
    columns.from[size] = record.from;
    columns.to[size] = record.to;
    columns.seen[size] = record.seen;
    columns.confidence[size] = record.confidence;
    this.size += 1;
  }
}

/** Columns of spans by their names. */
export const SPAN_COLUMNS = Object.keys(NO_SPANS) as readonly (keyof SpanColumns)[];

function wider(columns: SpanColumns, size: number): SpanColumns {
  return Object.fromEntries(SPAN_COLUMNS.map((name) => [name, withRoom(columns[name], size)])) as unknown as SpanColumns;
}

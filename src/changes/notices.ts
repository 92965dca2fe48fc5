import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import type { Notifications } from './notifications';
import { Tail } from './tail';

/** Something that happened without anybody writing a fact. */
export interface Notice {
  readonly sequence: string;
  readonly at: Date;
  readonly topic: 'COMMITMENT_OVERDUE' | 'FOLLOW_UP_DUE' | 'ROSTER_IMPORT_FINISHED' | 'SUBGRAPH_STATUS_CHANGED' | 'PROPOSAL_OPENED';
  readonly entityType: string;
  readonly entityId: string;
  /** Everything it is about. */
  readonly concerns: readonly string[];
}

/** Notices behind a sequence, oldest first. */
export function noticesBehind(db: Database, after: string, limit: number): Promise<Notice[]> {
  return db.rows(sql`
    SELECT n.sequence::text, n.at, n.topic, n.entity_type AS "entityType", n.entity_id AS "entityId", n.concerns
    FROM notice AS n WHERE n.sequence > ${after}::bigint ORDER BY n.sequence LIMIT ${limit}`);
}

/** The newest notices of a database. */
export function noticesOf(db: Database, notifications: Notifications, onFault: (error: Error) => void): Tail<Notice> {
  const read = (after: string, limit: number) => noticesBehind(db, after, limit);
  return new Tail({ channel: 'hub_notice', read, last: () => lastNotice(db) }, notifications, onFault);
}

async function lastNotice(db: Database): Promise<string> {
  const [counter] = await db.rows<{ last: string }>(sql`SELECT last::text FROM notice_counter`);
  return counter?.last ?? '0';
}

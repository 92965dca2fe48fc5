import Fastify from 'fastify';
import type { z } from 'zod';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { Database, HubDatabase } from '../../src/platform/database';
import { serveReconcile } from '../../src/reconcile';
import type { Data } from '../kit/ask';
import { resultBatchSchema } from './schemas/schemas';

type Batch = z.infer<typeof resultBatchSchema>;
export type Candidate = Batch[string]['result'][number];

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  json(): Data;
}

/** The service alone on a server of its own, as OpenRefine meets it. */
export interface Service {
  /** SQL statements since the service began, without those of the matcher. */
  statements(): number;
  ask(path: string, asking: Asking): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(form: Record<string, string>, path?: string): Promise<Answer>;
  /** A batch by POST, checked against the specification: candidates by key. */
  reconcile(queries: Record<string, object>, path?: string): Promise<Record<string, Candidate[]>>;
  close(): Promise<void>;
}

interface Asking {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export async function serviceOn(db: HubDatabase): Promise<Service> {
  let statements = 0;
  const counted: Database = {
    rows: (query) => {
      statements += 1;
      return db.rows(query);
    },
  };
  const app = Fastify();
  serveReconcile(app, { db: counted, matcher: new LocalMatcher(db), publicUrl: () => 'https://hub.example' });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const ask: Service['ask'] = async (path, asking) => {
    const response = await fetch(`${url}${path}`, asking);
    const body = await response.text();
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body, json: () => JSON.parse(body) };
  };
  const get: Service['get'] = (path, headers = {}) => ask(path, { method: 'GET', headers });
  const post: Service['post'] = (form, path = '/reconcile') =>
    ask(path, { method: 'POST', headers: { 'content-type': FORM }, body: new URLSearchParams(form).toString() });
  const reconcile: Service['reconcile'] = async (queries, path) => {
    const answer = await post({ queries: JSON.stringify(queries) }, path);
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    const batch = resultBatchSchema.parse(answer.json());
    return Object.fromEntries(Object.entries(batch).map(([key, { result }]) => [key, result]));
  };
  return { statements: () => statements, ask, get, post, reconcile, close: () => app.close() };
}

export const FORM = 'application/x-www-form-urlencoded';

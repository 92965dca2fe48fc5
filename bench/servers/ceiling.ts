import { createServer } from 'node:http';
import { Pool } from 'pg';
import { questions } from '../questions';
import { announce } from './announce';

/**
 * What the database and the driver allow: one prepared statement a question, whose answer is passed on as it comes. No parsing of
 * documents, no checks, no schema.
 */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: '-c timezone=UTC -c datestyle=ISO' });
const statements = new Map(questions.map(({ name, ceiling }) => [`/${name}`, { name, text: ceiling }]));

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => {
    body += part;
  });
  request.on('end', () => {
    answer(request.url ?? '', body).then(
      (text) => response.setHeader('content-type', 'application/json').end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});

async function answer(path: string, body: string): Promise<string> {
  const statement = statements.get(path);
  if (!statement) throw new Error(`No question at ${path}.`);
  const { rows } = await pool.query<{ answer: string }>({ ...statement, values: JSON.parse(body) as unknown[] });
  return `{"data":${rows[0]?.answer ?? 'null'}}`;
}

server.listen(0, '127.0.0.1', () => announce(server));

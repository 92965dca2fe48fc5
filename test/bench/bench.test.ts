import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compareAnswers, essenceOf } from '../../bench/answers';
import { fill } from '../../bench/data/prepare';
import { questions } from '../../bench/questions';
import type { Question } from '../../bench/questions/question';
import { geometricMean, report } from '../../bench/report';
import type { Running } from '../../bench/servers/processes';
import { type HubDatabase, poolOf } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { answer } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { smallGazetteer } from '../world/small';

const SIZE = { memberships: 400, organizations: 9, collaborations: 40 };
const FINGERPRINT = sql`
  SELECT count(*)::int AS versions, md5(string_agg(v.version_id::text || coalesce(v.valid_from_given::text, ''), ',' ORDER BY v.version_id)) AS all_of_them
  FROM membership AS v`;

const invented = async () => {
  const db = await migratedDatabase();
  await fill(db, { size: SIZE, say: () => undefined, gazetteer: smallGazetteer() });
  return db;
};

let db: HubDatabase;
beforeAll(async () => {
  db = await invented();
});
afterAll(() => db.close());

describe('The invented world', () => {
  it('is the same every time', async () => {
    const other = await invented();
    const worlds = await Promise.all([db, other].map((one) => one.rows<{ versions: number }>(FINGERPRINT)));
    await other.close();
    expect(worlds[0]).toEqual(worlds[1]);
    expect(worlds[0]?.[0]?.versions).toBeGreaterThan(300);
  });

  it('cites a source for every version, and has every rule of the tables back in place', async () => {
    const uncited = sql`
      SELECT version_id FROM (SELECT version_id FROM membership UNION ALL SELECT version_id FROM participation
        UNION ALL SELECT version_id FROM collaboration UNION ALL SELECT version_id FROM resource) AS v
      WHERE NOT EXISTS (SELECT FROM citation AS c JOIN fact AS f ON f.id = c.fact_id WHERE c.version_id = v.version_id)`;
    expect(await db.rows(uncited)).toEqual([]);
    const rules = sql`SELECT conname FROM pg_constraint WHERE conrelid = 'membership'::regclass ORDER BY 1`;
    const untouched = await migratedDatabase();
    expect(await db.rows(rules)).toEqual(await untouched.rows(rules));
    await untouched.close();
  });
});

const served: Question[] = questions.filter(({ isAcross }) => !isAcross);

describe.each(served.map((question) => [question.name, question] as const))('%s', (_name, question) => {
  it('has the same answer from the hub and from one statement', async () => {
    const askings = (await question.askings(db)).slice(0, 5);
    expect(askings).not.toHaveLength(0);
    for (const asking of askings) {
      const { rows } = await poolOf(db.source).query(question.ceiling, [...asking.ceiling]);
      const fromHub = await answer(db, question.hub, { variables: { ...asking.hub } });
      expect(essenceOf(question, fromHub)).toEqual(essenceOf(question, JSON.parse(rows[0].answer)));
      expect(JSON.stringify(fromHub)).toMatch(/"id":"/);
    }
  });
});

describe('The comparison', () => {
  it('names the server that answers otherwise, and shows how', async () => {
    const [right, wrong] = await Promise.all([answering('right', 'Tangier'), answering('wrong', 'Tanger')]);
    const [question] = served as [Question];
    const asking = { hub: {}, ceiling: [] };
    await expect(compareAnswers([right, right], question, [asking])).resolves.toBeUndefined();
    await expect(compareAnswers([right, wrong], question, [asking])).rejects.toThrow(/wrong answers Q1 otherwise.*Tanger".*Tangier"/s);
    await Promise.all([right.stop(), wrong.stop()]);
  });
});

/** A server that has one answer for everything. */
async function answering(name: string, city: string): Promise<Running> {
  const server = createServer((_request, response) => response.end(JSON.stringify({ data: { city: { name: city } } })));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    request: () => ({ path: '/', body: '{}' }),
    usage: async () => ({ milliseconds: 0, megabytes: 0 }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('The report', () => {
  it('compares round by round, and shows the middle and both ends', () => {
    const sample = (requestsPerSecond: number, cpuPerRequest: number) => ({ requestsPerSecond, cpuPerRequest, p99: 1 });
    const samples = {
      ceiling: [sample(100, 1), sample(200, 1), sample(100, 2)],
      hub: [sample(50, 2), sample(150, 2), sample(40, 3)],
    };
    const page = report({ day: '2026-01-01', data: '', machine: '', load: '', skipped: [] }, [
      { question: { name: 'Q1', title: 'city' }, samples },
    ]);
    expect(page).toContain('| Q1 city | 100 | 1.00 | 50 % (40 % to 75 %) | 2.00x (1.50x to 2.00x) |');
    expect(geometricMean([1, 4, 16])).toBeCloseTo(4);
  });
});

import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '../platform/database';
import { LocalMatcher } from './local-matcher';
import type { Answer, Question } from './worker-matcher';

/** The thread of `WorkerMatcher`: questions come in, answers go out. */
async function serve(): Promise<void> {
  const { databaseUrl } = workerData as { databaseUrl: string };
  const db = await connect({ url: databaseUrl, entities: [], migrations: [], onFault: () => undefined });
  const matcher = new LocalMatcher(db);
  const answer = async ({ number, of, inputs }: Question): Promise<Answer> => {
    try {
      return { number, matches: await (of === 'cities' ? matcher.cities(inputs as never) : matcher.organizations(inputs as never)) };
    } catch (error) {
      return { number, fault: error instanceof Error ? error.message : String(error) };
    }
  };
  parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));
  // Warm before the first question; what building left behind is as much again as the index.
  await matcher.cities([]).catch(() => undefined);
  collectGarbage();
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

void serve();

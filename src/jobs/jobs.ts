import { EventEmitter } from 'node:events';
import { Logger, type ParsedCronItem, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { Liveness } from './liveness';

/** What is done in the background, by name. It must bear to be done again: a job whose process died starts over. */
export type Task = (payload: unknown) => Promise<void>;

export interface JobsOptions {
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  /** Tasks to be done at times, in the form of cron (UTC). */
  readonly times: Readonly<Record<string, string>>;
  readonly log: { warn(about: object, message: string): void };
}

export interface Jobs {
  /** Lets what runs end, and starts nothing more. */
  stop(): Promise<void>;
}

/** Jobs done at a time by one process. */
const AT_A_TIME = 4;

/**
 * Works on the jobs of the database (graphile-worker, in its own schema). However many processes do, each job is claimed by one; what a
 * process that died had claimed is taken up by the others within seconds.
 */
export async function startJobs({ url, tasks, times, log }: JobsOptions): Promise<Jobs> {
  const liveness = await Liveness.begin(url);
  const events = new EventEmitter() as WorkerEvents;
  events.on('worker:create', ({ worker }) => void liveness.add(worker.workerId));
  const runner = await run({
    ...{ connectionString: url, maxPoolSize: AT_A_TIME + 2, concurrency: AT_A_TIME, noHandleSignals: true, events },
    logger: loggerOf(log),
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload)])) as TaskList,
    parsedCronItems: cronItems(times),
  }).catch(async (error: unknown) => {
    await liveness.end();
    throw error;
  });
  await liveness.freeClaims();
  const stop = async () => {
    await runner.stop();
    await liveness.end();
  };
  return { stop };
}

function cronItems(times: JobsOptions['times']): ParsedCronItem[] {
  return parseCronItems(Object.entries(times).map(([task, match]) => ({ task, match, options: { backfillPeriod: 0, maxAttempts: 1 } })));
}

/** Only what is wrong is worth a line. */
function loggerOf(log: JobsOptions['log']): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.warn({ message: message.slice(0, 500) }, 'job queue');
  });
}

import { remind } from './catalog';
import type { Notifications } from './changes/notifications';
import { type Delivery, deliver } from './changes/webhooks/deliver';
import { fanOut } from './changes/webhooks/fan-out';
import { tidy } from './changes/webhooks/webhook-store';
import { tidyUsage } from './federation';
import { startJobs } from './jobs/jobs';
import { today } from './platform/clock';
import type { HubDatabase } from './platform/database';
import type { Outside } from './platform/outside/outside';

export interface BackgroundOptions {
  readonly db: HubDatabase;
  readonly url: string;
  readonly notifications: Notifications;
  readonly outside: Outside;
  readonly log: { warn(about: object, message: string): void };
}

export interface Background {
  stop(): Promise<void>;
}

/** What the hub does without being asked: reminds of what is overdue, tells webhooks, forgets what nobody needs any more. */
export async function startBackground({ db, url, notifications, outside, log }: BackgroundOptions): Promise<Background> {
  const jobs = await startJobs({
    ...{ url, log },
    tasks: {
      deliver: (payload) => deliver(db, outside, payload as Delivery),
      remind: async () => void (await remind(db, today())),
      // Should a notification ever be missed.
      'fan-out': () => fanOut(db),
      tidy: async () => {
        await tidy(db);
        await tidyUsage(db);
      },
    },
    times: { remind: '*/10 * * * *', 'fan-out': '* * * * *', tidy: '17 3 * * *' },
  });
  const telling = inTurn(
    () => fanOut(db),
    ({ message }) => log.warn({ message }, 'webhooks could not be told yet'),
  );
  const ends = [notifications.on('hub_change', telling.again), notifications.on('hub_notice', telling.again)];
  telling.again();
  const stop = async () => {
    for (const end of ends) end();
    await telling.idle();
    await jobs.stop();
  };
  return { stop };
}

/** Does something again for all the times it was asked while it was at it. */
function inTurn(work: () => Promise<void>, onFault: (error: Error) => void) {
  let current: Promise<void> | undefined;
  let isAsked = false;
  const run = async () => {
    while (isAsked) {
      isAsked = false;
      await work().catch(onFault);
    }
    current = undefined;
  };
  const again = () => {
    isAsked = true;
    current ??= run();
  };
  return { again, idle: async () => current };
}

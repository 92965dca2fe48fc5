import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 *
 * @returns the answer; undefined when `seconds` have passed without one.
 */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>, seconds: number, everyMs = 25): Promise<T | undefined> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > deadline) return answer;
    await sleep(everyMs);
  }
}

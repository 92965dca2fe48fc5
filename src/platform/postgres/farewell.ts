const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface Farewell {
  /** Nothing is left to clean up. */
  cancel(): void;
}

/**
 * What happens to the server when the hub goes without calling `stop`.
 *
 * A signal nobody else listens to stops the server in order and then ends the hub as the signal would have. When the hub listens
 * itself, it drains first and calls `stop` in its own time. Any other exit leaves only the moment for `atExit`, which must not wait.
 */
export function onFarewell(inOrder: () => Promise<void>, atExit: () => void): Farewell {
  const onSignal = async (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    await inOrder().catch(() => undefined);
    cancel();
    process.kill(process.pid, signal);
  };
  const cancel = () => {
    process.off('exit', atExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', atExit);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { cancel };
}

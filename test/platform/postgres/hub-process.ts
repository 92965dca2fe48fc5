import { createInterface } from 'node:readline';
import { openPostgres, type PostgresOptions } from '../../../src/platform/postgres';

/**
 * The smallest hub: opens its database and tells what it got, one JSON document a line. Standard input says `stop`;
 * a signal finds it without a listener of its own.
 */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as Omit<PostgresOptions, 'say'>;
  const tell = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
  try {
    const began = performance.now();
    const postgres = await openPostgres({ ...options, say: (said) => tell({ said }) });
    tell({ ...postgres, ms: Math.round(performance.now() - began) });
    createInterface({ input: process.stdin }).once('line', async () => {
      await postgres.stop();
      await postgres.stop();
      process.stdin.destroy();
      tell({ stopped: true });
    });
  } catch (error) {
    tell({ refused: error instanceof Error ? error.message : String(error) });
  }
}

void main();

import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { type HubDatabase, poolOf } from '../platform/database';

/** To be called once in a process: its processor time, memory, event loop and garbage collection. */
export function measureProcess(): void {
  collectDefaultMetrics();
}

/** What is read when somebody looks, and costs no statement: the connections to the database, and the data that questions are answered from. */
export function measureHub(metrics: Registry, db: HubDatabase, dataVersion: () => string | undefined): void {
  const pool = poolOf(db.source);
  new Gauge({
    name: 'hub_database_connections',
    help: 'Connections to the database: in use, idle, and requests that wait for one.',
    labelNames: ['state'],
    registers: [metrics],
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waited_for' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'hub_data_version',
    help: 'Sequence of the last change that questions across organisations are answered from.',
    registers: [metrics],
    collect() {
      this.set(Number(dataVersion() ?? 0));
    },
  });
}

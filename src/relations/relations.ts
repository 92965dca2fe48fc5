import type { Context } from '../platform/context';
import type { HubDatabase } from '../platform/database';
import type { Graph } from './snapshot/graph';
import { currentStand, readChanges, readGraph } from './snapshot/read-graph';

/** What one request sees of who is connected to whom. */
export interface Relations {
  /** The same graph for the whole of the request, with all that was committed before the request first asked for it. */
  view(): Promise<Graph>;
}

/** What resolvers of relations need besides what all share. */
export interface RelationsContext extends Context {
  readonly relations: Relations;
}

/**
 * The graph of one process, kept current from the feed of changes.
 *
 * Whoever asks gets one that is not older than the asking: where the data stand is read first, and when that is further than the graph, so
 * are the changes in between. Numbers in the feed run in the order of the commits, so nothing is ever missed, whichever process wrote it.
 */
export class LiveRelations {
  private graph: Graph | undefined;
  private running: Promise<Graph> | undefined;
  /** Has not begun to read, so that whoever asks now may share it. */
  private next: Promise<Graph> | undefined;

  constructor(private readonly db: HubDatabase) {}

  /** @param extensions of the answer: told which data it was made from. */
  forRequest(extensions: Record<string, unknown>): Relations {
    let view: Promise<Graph> | undefined;
    return {
      view: () => {
        view ??= this.current().then((graph) => {
          extensions.dataVersion = graph.sequence;
          return graph;
        });
        return view;
      },
    };
  }

  /** Of the graph that is there, which may be about to become another. */
  get sequence(): string | undefined {
    return this.graph?.sequence;
  }

  /** A graph with everything that was committed before this was called. The first one takes a second or so. */
  current(): Promise<Graph> {
    if (this.next) return this.next;
    if (!this.running) return this.start();
    const next = this.running.then(
      () => this.start(),
      () => this.start(),
    );
    this.next = next;
    return next;
  }

  private start(): Promise<Graph> {
    this.next = undefined;
    const running = this.read().finally(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }

  private async read(): Promise<Graph> {
    const { graph, db } = this;
    if (!graph) {
      this.graph = await readGraph(db);
      return this.graph;
    }
    const { sequence, release } = await currentStand(db);
    if (release !== graph.release) this.graph = await readGraph(db);
    else if (sequence !== graph.sequence) this.graph = await readChanges(db, graph);
    return this.graph ?? graph;
  }
}

import { SingleBar } from 'cli-progress';

/** Told how far a step is, in words for the person who waits: `done` of `total`. A step is over when they are equal. */
export type Progress = (step: string, done: number, total: number) => void;

/** A bar for each step on a terminal, a line for each elsewhere. */
export function progressOn(stream: NodeJS.WriteStream, say: (line: string) => void): Progress {
  return stream.isTTY ? bars(stream) : lines(say);
}

function lines(say: (line: string) => void): Progress {
  let last = '';
  return (step, done, total) => {
    if (step !== last) say(total > 1 ? `${step} (${total.toLocaleString('en')}) ...` : `${step} ...`);
    last = done >= total ? '' : step;
  };
}

function bars(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | null = null;
  return (step, done, total) => {
    bar ??= started(stream, step, total);
    bar.update(done);
    if (done < total) return;
    bar.stop();
    bar = null;
  };
}

function started(stream: NodeJS.WriteStream, step: string, total: number): SingleBar {
  const bar = new SingleBar({
    stream,
    format: '{step} {bar} {percentage} %',
    barsize: 30,
    hideCursor: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  bar.start(total, 0, { step: step.padEnd(36) });
  return bar;
}

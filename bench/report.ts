import type { Sample } from './measure';
import type { Question } from './questions/question';

/** Samples of each server, one a round; rounds run side by side, so a round of one server compares with the same round of another. */
export interface Result {
  readonly question: Pick<Question, 'name' | 'title' | 'isAcross'>;
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
}

export interface About {
  readonly day: string;
  readonly data: string;
  readonly machine: string;
  readonly load: string;
  readonly skipped: readonly string[];
}

const REFERENCE = 'ceiling';

/** The results as a page of Markdown. */
export function report(about: About, results: readonly Result[]): string {
  const peers = [...new Set(results.flatMap(({ samples }) => Object.keys(samples)))].filter((name) => name !== REFERENCE);
  const head = ['query', 'ceiling req/s', 'ceiling CPU ms', ...peers.flatMap((peer) => [`${peer} req/s`, `${peer} CPU`])];
  const lines = [head, head.map(() => '---'), ...results.map((result) => rowOf(result, peers))];
  const means = peers.map((peer) => `- ${peer}: ${meanLine(results, peer)}`);
  return [
    `# Measured on ${about.day}`,
    [`Data: ${about.data}.`, `Machine: ${about.machine}.`, `Load: ${about.load}.`].join('\n'),
    `Requests per second are shares of the ceiling's, CPU (of the server's process, a request) multiples of it: medians of the rounds, and in
brackets the lowest and the highest round. Each round measures all servers one after the other.`,
    lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    `CPU against the ceiling, geometric mean of the structural questions:\n\n${means.join('\n')}`,
    ...(about.skipped.length > 0 ? [`Skipped:\n\n${about.skipped.map((line) => `- ${line}`).join('\n')}`] : []),
  ].join('\n\n');
}

function rowOf({ question, samples }: Result, peers: readonly string[]): string[] {
  const reference = samples[REFERENCE] ?? [];
  const shown = peers.flatMap((peer) => {
    const rates = ratios(samples[peer], reference, 'requestsPerSecond');
    const cpus = ratios(samples[peer], reference, 'cpuPerRequest');
    if (rates.length === 0) return ['', ''];
    return [
      `${percent(median(rates))} (${percent(Math.min(...rates))} to ${percent(Math.max(...rates))})`,
      `${times(median(cpus))} (${times(Math.min(...cpus))} to ${times(Math.max(...cpus))})`,
    ];
  });
  const [rate, cpu] = (['requestsPerSecond', 'cpuPerRequest'] as const).map((key) => median(reference.map((sample) => sample[key])));
  return [`${question.name} ${question.title}`, (rate ?? 0).toFixed(rate && rate < 100 ? 1 : 0), (cpu ?? 0).toFixed(2), ...shown];
}

/** Round by round. */
function ratios(own: readonly Sample[] | undefined, reference: readonly Sample[], key: keyof Sample): number[] {
  return (own ?? []).flatMap((sample, round) => (reference[round] ? [sample[key] / reference[round][key]] : []));
}

function meanLine(results: readonly Result[], peer: string): string {
  const structural = results.filter(({ question, samples }) => !question.isAcross && samples[peer]);
  const of = (key: keyof Sample) =>
    geometricMean(structural.map(({ samples }) => median(ratios(samples[peer], samples[REFERENCE] ?? [], key))));
  return structural.length === 0
    ? 'not asked'
    : `CPU ${times(of('cpuPerRequest'))}, requests per second ${percent(of('requestsPerSecond'))}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const times = (factor: number) => `${factor.toFixed(2)}x`;

import { readFileSync } from 'node:fs';
import { gazetteerRows } from './gazetteer-rows';
import { NameIndex } from './index-of-names';
import { type LabelledName, labelledNames } from './labelled-names';
import { halfOf, type Outcome, report } from './measure-report';
import { resolveCity } from './resolve';
import { THRESHOLDS, type Thresholds } from './weights';

/**
 * Measures the resolver on labelled names: `node dist/src/identity/measure.js FILE... [--show] [--curve] [--no-country]`.
 *
 * Reads the files where they are. See labelled-names.ts for their columns.
 */
function main(args: readonly string[]): void {
  const files = args.filter((arg) => !arg.startsWith('--'));
  if (files.length === 0) throw new Error('Name one or more files of labelled names.');
  const names = files.flatMap((file) => labelledNames(readFileSync(file, 'utf8')));
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const rows = gazetteerRows();
  const read = performance.now();
  const index = NameIndex.of(rows);
  const built = performance.now();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const { things, names: count, bytes } = index.size;
  say(
    `${things} places, ${count} names: read in ${seconds(started, read)}, indexed in ${seconds(read, built)}, arrays ${mega(bytes)}, rss +${mega(process.memoryUsage().rss - before)}`,
  );
  const asked = args.includes('--no-country') ? names.map((name) => ({ ...name, country: null })) : names;
  const outcomes = outcomesOf(index, asked);
  if (args.includes('--show')) for (const line of wrongOnes(outcomes)) say(line);
  for (const half of ['tune', 'check'] as const)
    say(
      report(
        half,
        outcomes.filter(({ label }) => halfOf(label) === half),
      ),
    );
  say(report('all', outcomes));
  if (args.includes('--curve')) for (const line of curve(index, asked)) say(line);
}

function outcomesOf(index: NameIndex, names: readonly LabelledName[], thresholds: Thresholds = THRESHOLDS): Outcome[] {
  return names.map((label) => {
    const started = performance.now();
    const match = resolveCity(index, { name: label.name, country: label.country }, thresholds);
    return { label, match, milliseconds: performance.now() - started };
  });
}

/** Precision and recall as one threshold moves. */
function curve(index: NameIndex, names: readonly LabelledName[]): string[] {
  const vary = (threshold: keyof Thresholds, values: readonly number[]) =>
    values.map(
      (value) =>
        `${threshold} ${value}: ${report('all', outcomesOf(index, names, { ...THRESHOLDS, [threshold]: value }))
          .split('\n')
          .at(-1)}`,
    );
  return [
    ...vary('match', [80, 85, 90, 93, 96, 99]),
    ...vary('alike', [76, 78, 80, 82, 84, 86, 88, 90, 92, 94]),
    ...vary('sound', [80, 82, 84, 86, 88, 90, 92, 94]),
    ...vary('lead', [0, 1, 2, 3, 4, 5, 6, 8, 10]),
  ];
}

function wrongOnes(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter(({ label, match }) => (label.expected ?? '') !== (match.cityId ?? '') && halfOf(label) === 'tune')
    .map(({ label, match }) => {
      const shown = match.candidates
        .slice(0, 3)
        .map(
          (each) =>
            `${each.matchedName.value}#${each.cityId}=${each.score} ${each.features.map(({ id, value }) => `${id}:${value}`).join(',')}`,
        );
      const kind = match.decision === 'MATCH' ? (label.expected ? 'WRONG' : 'ANSWERED') : 'MISSED';
      return [kind, label.klass, label.name, label.country, label.expected, match.reasons.join('+'), ...shown].join(' | ');
    });
}

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(2)} s`;
}

function mega(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

main(process.argv.slice(2));

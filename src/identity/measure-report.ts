import { createHash } from 'node:crypto';
import type { LabelledName } from './labelled-names';
import type { CityMatch } from './resolve';

export interface Outcome {
  readonly label: LabelledName;
  readonly match: CityMatch;
  readonly milliseconds: number;
}

/** The half of the names a name belongs to, so that rules made for one are checked on the other. */
export function halfOf({ name }: LabelledName): 'tune' | 'check' {
  return createHash('sha1').update(name).digest()[0]! % 2 === 0 ? 'tune' : 'check';
}

/** A table: one line per class, and the total. */
export function report(title: string, outcomes: readonly Outcome[]): string {
  const classes = [...new Set(outcomes.map(({ label }) => label.klass))].sort();
  const lines = classes.map((klass) =>
    line(
      klass,
      outcomes.filter(({ label }) => label.klass === klass),
    ),
  );
  return ['', `${title}: ${HEADINGS}`, ...lines, line('total', outcomes)].join('\n');
}

const HEADINGS =
  'class, labelled: precision recall F1 wrong review | without a place: answered | names/s; precision counts labelled names, "strict" the answered others too';

function line(klass: string, outcomes: readonly Outcome[]): string {
  const labelled = outcomes.filter(({ label }) => label.expected !== null);
  const others = outcomes.filter(({ label }) => label.expected === null);
  const right = labelled.filter(({ label, match }) => match.cityId === label.expected).length;
  const decided = labelled.filter(({ match }) => match.decision === 'MATCH').length;
  const review = labelled.filter(({ match }) => match.decision === 'REVIEW').length;
  const shown = labelled.filter(({ label, match }) => match.candidates.some(({ cityId }) => cityId === label.expected)).length;
  const answered = others.filter(({ match }) => match.decision === 'MATCH').length;
  const [precision, recall] = [right / decided, right / labelled.length];
  const time = outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    `${klass.padEnd(16)} ${String(labelled.length).padStart(5)}: p ${part(precision)} r ${part(recall)} F1 ${part((2 * precision * recall) / (precision + recall))}`,
    `wrong ${decided - right}, review ${part(review / labelled.length)}, in list ${part(shown / labelled.length)}`,
    `| ${others.length}: answered ${answered} (${part(answered / others.length)})`,
    `| strict p ${part(right / (decided + answered))}`,
    `| ${Math.round((1000 * outcomes.length) / time)}/s`,
  ].join(' ');
}

function part(share: number): string {
  return Number.isFinite(share) ? share.toFixed(3) : '-';
}

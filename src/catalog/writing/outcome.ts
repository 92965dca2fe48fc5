import type { Refusal } from '../../access/user-error';
import type { InputCheck } from './input-check';

/** What a write answers: the id of what it wrote, or why it was refused. Nothing was written when it was. */
export interface Outcome {
  readonly id: string | null;
  readonly userErrors: readonly Refusal[];
}

export function done(id: string): Outcome {
  return { id, userErrors: [] };
}

export function refused({ refusals }: Pick<InputCheck, 'refusals'>): Outcome {
  return { id: null, userErrors: refusals };
}

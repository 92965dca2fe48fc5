import { following } from './period';

/** What a row of the rosters says of a membership's life. */
export interface Life {
  readonly status: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly at: string | null;
}

export interface Span {
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Transition {
  readonly from: string | null;
  readonly to: string;
  readonly on: string | null;
  readonly at: string | null;
}

/**
 * The spans of a membership: one, or, when its end is known, the time it was active and the time since it expired.
 *
 * So a question about a day before the end counts it, and today's list shows it as expired.
 */
export function spansOf({ status, validFrom, validTo }: Life): Span[] {
  if (status !== 'EXPIRED' || validTo === null) return [{ status, from: validFrom, to: validTo }];
  return [
    { status: 'ACTIVE', from: validFrom, to: validTo },
    { status: 'EXPIRED', from: following(validTo), to: null },
  ];
}

/** The steps that are known: a first one when its day or its occasion is, and the end of an expired membership. */
export function transitionsOf({ status, validFrom, validTo, at }: Life): Transition[] {
  const isExpired = status === 'EXPIRED';
  const isStartKnown = validFrom !== null || at !== null;
  return [
    ...(isStartKnown ? [{ from: null, to: isExpired ? 'ACTIVE' : status, on: validFrom, at }] : []),
    ...(isExpired ? [{ from: 'ACTIVE', to: 'EXPIRED', on: validTo, at: null }] : []),
  ];
}

import { type ExecutionResult, GraphQLError } from 'graphql';
import { HubError } from '../../platform/errors';
import type { Outside } from '../../platform/outside/outside';
import type { Turn } from './circuit';
import type { PartnerState } from './health';
import { type Fault, readRaw } from './partner-answer';
import type { PartnerCalls } from './partner-calls';
import { partnerDocument } from './partner-document';
import type { OnCall } from './partner-metrics';
import type { Fetch } from './planner';
import { readAnswer } from './read-answer';
import type { Subgraph } from './subgraphs';

/** A partner as it is asked: who, where, and what is remembered of it. */
export interface Partner extends Subgraph {
  readonly name: string;
  readonly state: PartnerState;
}

export interface Asking {
  readonly outside: Outside;
  readonly calls: PartnerCalls;
  /** Told when a partner comes or goes. */
  onTurn(name: string, turn: Exclude<Turn, null>): void;
  readonly onCall: OnCall;
}

/** Most bytes of an answer. */
const LARGEST_ANSWER = 10 * 1024 * 1024;

/** What is sent along; nothing of the caller is. */
const HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' };

/** Asks a partner for its part of an operation. Never throws: a partner's failure nulls its own fields, and is told in words of the hub. */
export async function askPartner(partner: Partner, fetch: Fetch, asking: Asking): Promise<ExecutionResult> {
  const { calls } = asking;
  const deadline = calls.left();
  const start = performance.now();
  const answer = await guarded(partner, fetch, { ...asking, deadline });
  const ms = Math.round(performance.now() - start);
  const status = typeof answer === 'string' ? answer : answer.errors ? 'PARTIAL' : 'OK';
  calls.note(partner.name, status, ms);
  asking.onCall(partner.name, status, ms);
  return typeof answer === 'string' ? failed(partner, answer) : answer;
}

interface Urgent extends Asking {
  /** Milliseconds. */
  readonly deadline: number;
}

async function guarded(partner: Partner, fetch: Fetch, asking: Urgent): Promise<ExecutionResult | Fault> {
  if (asking.deadline <= 0) return 'PARTNER_TIMEOUT';
  if (!(await partner.state.enter(asking.deadline))) return 'PARTNER_UNAVAILABLE';
  const start = performance.now();
  let answer: ExecutionResult | Fault = 'PARTNER_UNAVAILABLE';
  try {
    answer = await answered(partner, fetch, { ...asking, deadline: Math.max(1, asking.calls.left()) });
  } finally {
    const turn = partner.state.left(typeof answer !== 'string', performance.now() - start);
    if (turn) asking.onTurn(partner.name, turn);
  }
  return answer;
}

async function answered(
  { name, url, keys, answers }: Partner,
  { document, variables }: Fetch,
  { outside, deadline }: Urgent,
): Promise<ExecutionResult | Fault> {
  const sent = partnerDocument(document, variables, keys);
  const body = JSON.stringify({ query: sent.text, variables });
  const raw = readRaw(await outside.askAgain(url, { headers: HEADERS, body, deadline, most: LARGEST_ANSWER }));
  return typeof raw === 'string' ? raw : readAnswer({ partner: name, schema: answers(), sent, variables }, raw);
}

function failed({ name }: Partner, code: Fault): ExecutionResult {
  const words = code === 'PARTNER_TIMEOUT' ? 'did not answer in time' : 'cannot be asked at the moment';
  const reason = new HubError(code, `The partner "${name}" ${words}.`, { partner: name });
  return { data: null, errors: [new GraphQLError(reason.message, { originalError: reason, extensions: { code, partner: name } })] };
}

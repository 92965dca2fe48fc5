import { isDeepStrictEqual } from 'node:util';
import { parseGlobalId } from '../src/platform/global-id';
import type { Answered, Asking, Question } from './questions/question';
import type { Running } from './servers/processes';

/** An answer without what servers may write differently: global ids become the uuids in them, and a field that is null counts as absent. */
function normalised(answer: Answered): Answered {
  if (Array.isArray(answer)) return answer.map(normalised);
  if (answer === null || typeof answer !== 'object') return answer;
  const entries = Object.entries(answer).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, key === 'id' ? uuidOf(String(value)) : normalised(value)]));
}

function uuidOf(id: string): string {
  return parseGlobalId(id)?.key ?? id;
}

/** What of an answer to a question must be the same, whoever gives it. */
export function essenceOf({ essence }: Question, data: Answered): Answered {
  return normalised(essence ? essence(data) : data);
}

/** @throws Error that shows both, when a server answers otherwise than the first does. */
export async function compareAnswers(servers: readonly Running[], question: Question, askings: readonly Asking[]): Promise<void> {
  for (const asking of askings) {
    let expected: Answered;
    for (const server of servers) {
      const request = server.request(question, asking);
      if (!request) continue;
      const essence = essenceOf(question, await dataOf(server, question.name, request));
      expected ??= essence;
      if (!isDeepStrictEqual(essence, expected)) throw new Error(differs(server.name, question.name, essence, expected));
    }
  }
}

async function dataOf({ url, name }: Running, question: string, { path, body }: { path: string; body: string }): Promise<Answered> {
  const response = await fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!response.ok || text.startsWith('{"errors"')) throw new Error(`${name} refused ${question}: ${text.slice(0, 600)}`);
  return (JSON.parse(text) as { data: Answered }).data;
}

function differs(name: string, question: string, got: Answered, expected: Answered): string {
  const [left, right] = [JSON.stringify(got), JSON.stringify(expected)];
  const at = [...left].findIndex((sign, place) => sign !== right[place]);
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 160);
  return `${name} answers ${question} otherwise than the ceiling:\n${around(left)}\n${around(right)}`;
}

import { type ActorRow, actorById } from '../catalog/actor/actor.loader';
import { actorName } from '../catalog/actor/actor-name';
import { collaborationById } from '../catalog/collaboration/collaboration.loader';
import { localized } from '../catalog/language-arg';
import type { Context } from '../platform/context';
import type { Step, Way } from './paths';
import { filled, PHRASES, tongueOf } from './sentences';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { Graph } from './snapshot/graph';
import { wordOf } from './way';

/** What an actor of a graph is called in a language. */
export async function nameOf(graph: Graph, actor: ActorIndex, language: string | null, context: Context): Promise<string> {
  const row = await context.loaders.one(actorById, graph.actors.idOf(actor));
  return row ? actorName(row as ActorRow, language, context) : '';
}

/** A way in words, one clause a link; two links over one organisation that both belong to are one clause. */
export async function explainWay(graph: Graph, way: Way, language: string | null, context: Context): Promise<string> {
  const { links, and, stop } = PHRASES[tongueOf(language, context.accepted)];
  const name = (actor: ActorIndex) => nameOf(graph, actor, language, context);
  const clauses: Promise<string>[] = [];
  for (let place = 0; place < way.length; place += 1) {
    const [step, next] = [way[place]!, way[place + 1]];
    const word = wordOf(graph, step);
    if (word === 'memberOf' && next && wordOf(graph, next) === 'hasMember') {
      clauses.push(clause(links.bothMembers, { a: name(step.from), b: name(step.to), c: name(next.to) }));
      place += 1;
    } else clauses.push(clause(links[word], { a: name(step.from), b: name(step.to), title: titleOf(graph, step, language, context) }));
  }
  return capitalised(`${(await Promise.all(clauses)).join(and)}${stop}`);
}

async function clause(phrase: string, names: Readonly<Record<string, Promise<string>>>): Promise<string> {
  const known = await Promise.all(Object.entries(names).map(async ([place, text]) => [place, await text] as const));
  return filled(phrase, Object.fromEntries(known));
}

/** The title of the collaboration a step goes by; empty for other links. */
async function titleOf({ ties }: Graph, { own }: Step, language: string | null, context: Context): Promise<string> {
  const tie = at(ties.columns.tie, own);
  if (own < 0 || ties.kindOf(tie) === 'MANDATE') return '';
  const collaboration = await context.loaders.one(collaborationById, ties.idOf(tie));
  return collaboration ? localized(collaboration.titles, language, context) : '';
}

function capitalised(sentence: string): string {
  return sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

import { localized } from '../catalog/language-arg';
import { tierById } from '../catalog/membership/membership.loader';
import { resourceById } from '../catalog/resource/resource.loader';
import type { Context } from '../platform/context';
import type { Access, AccessAsked, Chain } from './access';
import { ACCESS_PHRASES, type AccessPhrases } from './access-sentences';
import { nameOf } from './explain-way';
import { missingFor, type Obstacle } from './missing';
import { filled, tongueOf } from './sentences';
import type { ActorIndex } from './snapshot/actors';
import type { Graph } from './snapshot/graph';
import type { Rule } from './snapshot/resources';

/** What sentences are made with: a language, and what is called what in it. */
class Wording {
  readonly phrases: AccessPhrases;

  constructor(
    readonly graph: Graph,
    private readonly language: string | null,
    private readonly context: Context,
  ) {
    this.phrases = ACCESS_PHRASES[tongueOf(language, context.accepted)];
  }

  name(actor: ActorIndex | undefined): Promise<string> {
    return actor === undefined || actor < 0 ? Promise.resolve('') : nameOf(this.graph, actor, this.language, this.context);
  }

  async title(resourceId: string): Promise<string> {
    const resource = await this.context.loaders.one(resourceById, resourceId);
    return resource ? localized(resource.titles, this.language, this.context) : '';
  }

  /** The names a rule brings into a sentence. */
  async ofRule({ tier, organization }: Rule): Promise<{ readonly tier: string; readonly b: string }> {
    const own = this.graph.tiers.all[tier];
    const row = own ? await this.context.loaders.one(tierById, own.id) : null;
    return { tier: row ? localized(row.names, this.language, this.context) : '', b: await this.name(own?.organization ?? organization) };
  }
}

/** How an actor reaches a resource, or why it does not, in one sentence. */
export async function explainAccess(
  graph: Graph,
  asked: AccessAsked,
  access: Access,
  language: string | null,
  context: Context,
): Promise<string> {
  const words = new Wording(graph, language, context);
  const { phrases } = words;
  const who = { a: await words.name(asked.actor), title: await words.title(asked.resource.id) };
  if (access.level === 'NONE') {
    const why = (await sentencesOf(words, asked)).join(phrases.and);
    return filled(phrases.none, who, { why });
  }
  if (access.rule === null) return filled(phrases.publisher, who);
  if (access.level === 'PUBLIC') return filled(phrases.public, who);
  const names = { ...who, ...(await words.ofRule(access.rule)) };
  if (access.level === 'DIRECT') return filled(DIRECT[access.rule.audience](phrases), names);
  const chain = access.chains[0]!;
  return filled(VIA[access.rule.audience](phrases), { ...names, h: await words.name(chain.holder) }, { m: await between(words, chain) });
}

/** What stands in the way of an actor that does not reach a resource, a sentence each. */
export function explainMissing(graph: Graph, asked: AccessAsked, language: string | null, context: Context): Promise<string[]> {
  return sentencesOf(new Wording(graph, language, context), asked);
}

type Pick = (phrases: AccessPhrases) => string;

const DIRECT: Readonly<Record<Rule['audience'], Pick>> = {
  PUBLIC: (phrases) => phrases.public,
  TIER: (phrases) => phrases.tier,
  MEMBERS: (phrases) => phrases.members,
  NAMED: (phrases) => phrases.named,
};

const VIA: Readonly<Record<Rule['audience'], Pick>> = {
  PUBLIC: (phrases) => phrases.public,
  TIER: (phrases) => phrases.viaTier,
  MEMBERS: (phrases) => phrases.viaMembers,
  NAMED: (phrases) => phrases.viaNamed,
};

/** The organisations between a user and whoever passes on to it, each as "this one, which belongs to ". */
async function between(words: Wording, { way, holder }: Chain): Promise<string> {
  const below = way.slice(
    0,
    way.findIndex(({ to }) => to === holder),
  );
  const names = await Promise.all(below.map(({ to }) => words.name(to)));
  return names.map((o) => filled(words.phrases.between, { o })).join('');
}

async function sentencesOf(words: Wording, asked: AccessAsked): Promise<string[]> {
  return Promise.all(missingFor(words.graph, asked).map((obstacle) => sentenceOf(words, obstacle, asked.actor)));
}

async function sentenceOf(words: Wording, obstacle: Obstacle, actor: ActorIndex): Promise<string> {
  const { phrases } = words;
  if (obstacle.kind === 'no-rule') return phrases.noRule;
  if (obstacle.kind === 'membership') {
    const { status, member, organization } = obstacle;
    return filled(phrases.membership[status], { a: await words.name(member), b: await words.name(organization) });
  }
  const a = await words.name(actor);
  if (obstacle.kind === 'passing-on') return filled(phrases.passingOn, { a, h: await words.name(obstacle.holder) });
  const needs = { TIER: phrases.needsTier, MEMBERS: phrases.needsMembership, NAMED: phrases.needsName, PUBLIC: phrases.public }[
    obstacle.rule.audience
  ];
  return filled(needs, { a, ...(await words.ofRule(obstacle.rule)) });
}

import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import type { Refusal, UserErrorCode } from '../../access/user-error';
import type { Database, HubDatabase } from '../../platform/database';
import { AddressRefused, outsideAddress, resolved } from '../../platform/outside/addresses';
import type { Outside } from '../../platform/outside/outside';
import { sql } from '../../platform/sql';
import { changesOfHub, type HubAlone, publicSchema } from './candidate';
import { lint } from './lint';
import { LARGEST_SDL, readPartnerSchema } from './partner-schema';
import { isPartnerName, typePrefix } from './prefix';
import { askSchema, echoProblems, isSameSchema } from './probe';
import { composerProblem, type Problem } from './problem';
import type { CheckOutcome } from './registry-words';
import { type Probe, type ServedPartner, type ServedSet, type SubgraphRow, servedSet, subgraphByName } from './rows';
import { vocabularyOf } from './vocabulary';
import { type AffectedOperation, type Weighed, type WeighedChange, weigh } from './weigh';

/** What checks and publications need. */
export interface Registry {
  readonly db: HubDatabase;
  readonly outside: Outside;
  readonly hub: HubAlone;
  /** Whether a supergraph can be served on this machine. @throws when not. */
  tryOut?(candidate: { readonly sdl: string; readonly publicDocument: DocumentNode }): Promise<unknown>;
}

/** A schema as a partner sends it. */
export interface Submission {
  readonly name: string;
  readonly ownerId: string;
  readonly url: string;
  /** Null: as the service itself says. */
  readonly sdl: string | null;
}

/** What a look at a submission has found. */
export interface Examined {
  /** The input itself cannot be; nothing further was looked at. */
  readonly refusals: readonly Refusal[];
  readonly outcome: CheckOutcome;
  readonly problems: readonly Problem[];
  readonly changes: readonly WeighedChange[];
  readonly affected: readonly AffectedOperation[];
  readonly probe: Probe | null;
  /** Whether the service serves what was submitted. */
  readonly isReady: boolean;
  /** It is what is served already. */
  readonly isUnchanged: boolean;
  readonly sdl: string;
  readonly supergraph: string | null;
  /** The number of the supergraph it was compared with. */
  readonly comparedWith: number;
}

const NOTHING: Examined = {
  ...{ refusals: [], outcome: 'FAILED', problems: [], changes: [], affected: [], probe: null },
  ...{ isReady: false, isUnchanged: false, sdl: '', supergraph: null, comparedWith: 0 },
};

/** Looks at a submission from every side; changes nothing. What comes first ends it when it fails. */
export async function examine(registry: Registry, given: Submission): Promise<Examined> {
  const { db, outside } = registry;
  const refusals = [...(await nameRefusals(registry, given)), ...(await addressRefusals(given, outside)), ...sizeRefusals(given)];
  if (refusals.length > 0) return { ...NOTHING, refusals };
  const { probe, served } = await askSchema(outside, given.url);
  const sdl = given.sdl ?? served;
  if (sdl === null) return { ...NOTHING, probe, problems: [noSchema(probe)], outcome: probe.reachable ? 'FAILED' : 'PASSED_WITH_WARNINGS' };
  if (Buffer.byteLength(sdl) > LARGEST_SDL) return { ...NOTHING, refusals: sizeRefusals({ ...given, sdl }) };
  const set = await servedSet(db);
  const current = set.partners.find(({ name }) => name === given.name);
  const isServed = served !== null && isSameSchema(sdl, served);
  const told = served === null || isServed ? probe : { reachable: true, message: 'It serves another schema than the one submitted.' };
  const base = { ...NOTHING, probe: told, isReady: isServed, sdl, comparedWith: set.number };
  if (current?.sdl === sdl && current.url === given.url) return { ...base, outcome: 'PASSED', isUnchanged: true };
  const judged = await judge(registry, { ...given, sdl }, set);
  const echoes = isServed && judged.problems.length === 0 ? await echoProblems(outside, given.url, sdl) : [];
  const problems = [...judged.problems, ...echoes];
  return { ...base, ...judged, problems, outcome: outcomeOf({ ...judged, problems, isReady: isServed }) };
}

function outcomeOf({ problems, changes, isReady }: Pick<Examined, 'problems' | 'changes' | 'isReady'>): CheckOutcome {
  const worst = (criticality: WeighedChange['criticality']) => changes.some((change) => change.criticality === criticality);
  if (problems.length > 0 || worst('BREAKING')) return 'FAILED';
  return isReady && !worst('BREAKING_BUT_UNUSED') ? 'PASSED' : 'PASSED_WITH_WARNINGS';
}

type Judged = Pick<Examined, 'problems' | 'supergraph'> & Weighed;

/** The schema itself: the rules for partners, composition with all others, what is different, and whether it can be served. */
async function judge({ db, hub, tryOut }: Registry, given: Submission & { readonly sdl: string }, set: ServedSet): Promise<Judged> {
  const { partners } = set;
  const failed = (problems: readonly Problem[]): Judged => ({ problems, supergraph: null, changes: [], affected: [] });
  const others = partners.filter(({ name }) => name !== given.name);
  const linted = lint(given.sdl, { name: given.name, hub: vocabularyOf(hub.schema), others: typesOf(others) });
  if (linted.problems.length > 0) return failed(linted.problems);
  const composition = await hub.with([...others, given]);
  if (composition.outcome === 'failed') return failed(composition.errors.slice(0, MOST_PROBLEMS).map(composerProblem));
  const after = publicSchema(composition.publicDocument);
  const foreign = await changesOfHub(hub, after);
  if (foreign.length > 0) return failed(foreign.slice(0, MOST_PROBLEMS));
  const before = await schemaOf(hub, set);
  const weighed = await weigh(db, before, after);
  try {
    await tryOut?.(composition);
  } catch {
    return { ...failed([NOT_PLANNABLE]), ...weighed };
  }
  return { ...weighed, problems: [], supergraph: composition.sdl };
}

const MOST_PROBLEMS = 50;

const NOT_PLANNABLE: Problem = {
  code: 'NOT_PLANNABLE',
  message: 'The supergraph composes, but no operation can be planned over it.',
  coordinate: null,
  remedy: 'Compare your schema with the examples of the hub, and leave out what they do not use.',
};

async function schemaOf(hub: HubAlone, { partners, sdl, hubHash }: ServedSet): Promise<GraphQLSchema> {
  if (partners.length > 0 && hubHash === hub.hash) return publicSchema(transformSupergraphToPublicSchema(parse(sdl, { noLocation: true })));
  const composition = partners.length > 0 ? await hub.with(partners) : null;
  return composition?.outcome === 'composed' ? publicSchema(composition.publicDocument) : (await hub.alone()).schema;
}

/** Types of partners by name, but for the hub's, which several may extend. */
function typesOf(partners: readonly ServedPartner[]): Map<string, string> {
  return new Map(partners.flatMap(({ name, sdl }) => readPartnerSchema(sdl).types.map((type): [string, string] => [type.name, name])));
}

function noSchema({ message }: Probe): Problem {
  const remedy = 'Send the schema as "sdl", or make the service answer { _service { sdl } }.';
  return { code: 'SUBGRAPH_UNREACHABLE', message: message ?? 'The service does not give its schema.', coordinate: null, remedy };
}

function refused(code: UserErrorCode, field: string, message: string): Refusal {
  return { code, field: ['input', field], message };
}

async function nameRefusals({ db, hub }: Registry, { name, ownerId }: Submission): Promise<Refusal[]> {
  if (!isPartnerName(name)) return [refused('INVALID', 'name', 'A name has 3 to 40 small letters and digits, and dashes between them.')];
  const prefix = typePrefix(name);
  const like = Object.keys(hub.schema.getTypeMap()).find((type) => type.toLowerCase().startsWith(prefix.toLowerCase()));
  if (like) return [refused('TAKEN', 'name', `Types of the hub begin with ${prefix}, ${like} for one: choose another name.`)];
  const [[existing], isOwner] = await Promise.all([subgraphByName.fetch(db, [name]), isOrganization(db, ownerId)]);
  if (!isOwner) return [refused('NOT_FOUND', 'ownerId', 'There is no such organisation.')];
  return existing && existing.ownerId !== ownerId ? [foreignName(existing)] : [];
}

function foreignName({ name }: SubgraphRow): Refusal {
  return refused('TAKEN', 'name', `The name "${name}" belongs to another organisation.`);
}

async function isOrganization(db: Database, id: string): Promise<boolean> {
  return (await db.rows(sql`SELECT 1 AS one FROM organization WHERE id = ${id}`)).length > 0;
}

/** By the rules for addresses; one that does not resolve is only not reachable. */
async function addressRefusals({ url }: Submission, { rules }: Outside): Promise<Refusal[]> {
  try {
    await resolved(outsideAddress(url, rules).hostname, rules);
  } catch (error) {
    if (error instanceof AddressRefused) return [refused('ADDRESS_NOT_ALLOWED', 'url', error.message)];
  }
  return [];
}

function sizeRefusals({ sdl }: Pick<Submission, 'sdl'>): Refusal[] {
  if (sdl === null || Buffer.byteLength(sdl) <= LARGEST_SDL) return [];
  return [refused('LIMIT_REACHED', 'sdl', `A schema has at most ${LARGEST_SDL / 1024} kB.`)];
}

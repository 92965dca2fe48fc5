import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { foldedTexts } from '../../platform/fold';
import { sql } from '../../platform/sql';
import { checkCitations, citedSources } from '../writing/citation-input';
import { confidenceOf } from '../writing/confidence';
import { ACTORS, InputCheck, ORGANIZATIONS, type Path } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { type Cite, instantBehind, type NextVersion, recordVersions } from '../writing/record-versions';
import type { AccessRuleInput, ResourceInput } from './resource-inputs';

/** Records a resource and who may use it. */
export async function publishResource(tx: Database, caller: Caller, input: ResourceInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  const title = check.localizedAtLeastOnce(input.title, ['input', 'title'], 500);
  const license = check.text(input.license, ['input', 'license'], 200);
  check.text(input.url, ['input', 'url'], 2_000);
  check.atMost(input.languages.length, 50, ['input', 'languages']);
  check.refer(input.publisherId, ORGANIZATIONS, ['input', 'publisherId']);
  check.referAll(input.themeIds, ['Theme'], ['input', 'themeIds']);
  if (input.accessRules.length === 0) check.refuse('BLANK', ['input', 'accessRules'], 'Say who may use it.');
  check.atMost(input.accessRules.length, 50, ['input', 'accessRules']);
  for (const [place, rule] of input.accessRules.entries()) checkRule(check, rule, ['input', 'accessRules', String(place)]);
  await check.lookUp(tx);
  const owners = await ownersOf(tx, check, input.accessRules);
  if (!check.isSound) return refused(check);
  const confidence = confidenceOf(
    input.citations.map(({ kind }) => kind),
    'UNCONFIRMED',
  );
  const citations = await citedSources(tx, input.citations);
  const id = v7();
  const said = {
    ...{ title, folded: foldedTexts(title), kind: input.kind, publisher_id: check.id(input.publisherId), license, confidence },
    ...{ theme_ids: check.idsOf(input.themeIds), languages: [...new Set(input.languages)], url: input.url ?? null },
    corroboration: check.id(input.publisherId) === caller.organizationId ? 'ORGANIZATION' : 'UNCONFIRMED',
  };
  const rules = input.accessRules.map((rule) => ruleVersion(rule, { id, check, owners, confidence, citations }));
  const resource: NextVersion = { table: 'resource', factId: id, newKind: 'Resource', said, citations };
  await recordVersions(tx, { at: await instantBehind(tx), versions: [resource, ...rules] });
  return done(id);
}

/** What each audience is said by. */
const SAID_BY = { PUBLIC: null, MEMBERS: 'organizationId', TIER: 'tierId', NAMED: 'actorIds' } as const;

function checkRule(check: InputCheck, rule: AccessRuleInput, path: Path): void {
  for (const field of ['organizationId', 'tierId', 'actorIds'] as const) {
    const isGiven = Array.isArray(rule[field]) ? rule[field].length > 0 : Boolean(rule[field]);
    const isAllowed = SAID_BY[rule.audience] === field || (rule.audience === 'TIER' && field === 'organizationId');
    if (isGiven && !isAllowed) check.refuse('INVALID', [...path, field], `It says nothing with ${rule.audience}.`);
    if (!isGiven && SAID_BY[rule.audience] === field) check.refuse('BLANK', [...path, field], `${rule.audience} needs it.`);
  }
  check.refer(rule.organizationId, ORGANIZATIONS, [...path, 'organizationId']);
  check.refer(rule.tierId, ['MembershipTier'], [...path, 'tierId']);
  check.referAll(rule.actorIds, ACTORS, [...path, 'actorIds']);
}

/** The organisation of each tier; a rule that names another with it is refused. */
async function ownersOf(tx: Database, check: InputCheck, rules: readonly AccessRuleInput[]): Promise<ReadonlyMap<string, string>> {
  const tiers = check.idsOf(rules.flatMap(({ tierId }) => tierId ?? []));
  if (tiers.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; owner: string }>(sql`
    SELECT id, organization_id AS owner FROM membership_tier WHERE id = ANY(${tiers}) AND superseded_at = 'infinity'`);
  const owners = new Map(rows.map(({ id, owner }) => [id, owner]));
  for (const [place, { tierId, organizationId }] of rules.entries())
    if (tierId && organizationId && owners.get(check.id(tierId) ?? '') !== check.id(organizationId))
      check.refuse('INVALID', ['input', 'accessRules', String(place), 'tierId'], 'The tier is not one of that organisation.');
  return owners;
}

interface Ruled {
  readonly id: string;
  readonly check: InputCheck;
  readonly owners: ReadonlyMap<string, string>;
  readonly confidence: number;
  readonly citations: readonly Cite[];
}

function ruleVersion({ audience, tierId, organizationId, actorIds, onwardSharing }: AccessRuleInput, ruled: Ruled): NextVersion {
  const { id, check, owners, confidence, citations } = ruled;
  const tier = check.id(tierId);
  return {
    ...{ table: 'access_rule', factId: v7(), newKind: 'AccessRule', citations },
    said: {
      ...{ resource_id: id, audience, tier_id: tier, onward_sharing: onwardSharing, confidence, actor_ids: check.idsOf(actorIds) },
      organization_id: tier === null ? check.id(organizationId) : (owners.get(tier) ?? null),
    },
  };
}

import { AccessAudience, ResourceKind } from '../catalog/vocabulary/commitment';
import { OnwardSharing } from '../catalog/vocabulary/membership';
import { foldedTexts } from '../platform/fold';
import { citationsOf } from './citations';
import type { Directory } from './directory';
import { idOf } from './ids';
import { type Version } from './plan';
import type { Tables } from './tables';

type Line = Tables['resources'][number];

/** Guides and other resources, each with the rule that says who may use it. */
export function resourceVersions({ resources }: Tables, directory: Directory): Version[] {
  return resources.flatMap((row): Version[] => {
    const publisherId = directory.organization(row, 'publisher_key');
    const factId = idOf('fact', 'resource', publisherId, row.text('key'));
    const citations = citationsOf(row, directory);
    const title = row.textsRequired('title');
    const content = {
      ...{ title, folded: foldedTexts(title), kind: row.word('kind', ResourceKind), publisher_id: publisherId },
      theme_ids: directory.themes(row, 'themes'),
      languages: row.list('languages'),
      url: row.url('url'),
      published_on: row.date('published_on'),
      license: row.maybe('license'),
      confidence: row.confidence('confidence'),
    };
    const rule = ruleOf(row, directory, publisherId);
    return [
      { table: 'resource', kind: 'Resource', factId, content, citations },
      {
        table: 'access_rule',
        kind: 'AccessRule',
        factId: idOf('fact', 'access', factId),
        content: { resource_id: factId, ...rule },
        citations,
      },
    ];
  });
}

const AUDIENCES = { PUBLIC: AccessAudience.PUBLIC, MEMBERS: AccessAudience.MEMBERS, TIER: AccessAudience.TIER } as const;

function ruleOf(row: Line, directory: Directory, publisherId: string) {
  const audience = row.word('audience', AUDIENCES);
  const tierId = directory.tier(row, 'tier_code', publisherId);
  if ((audience === 'TIER') !== (tierId !== null)) row.fail('tier_code', 'resources for a tier name it, and only they.');
  return {
    ...{ audience, tier_id: tierId, organization_id: audience === 'PUBLIC' ? null : publisherId },
    onward_sharing: row.word('onward_sharing', OnwardSharing),
    confidence: row.confidence('confidence'),
  };
}

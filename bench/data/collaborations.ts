import type { Cell } from '../../src/world/copy';
import type { InventedOrganization, Places } from './organizations';
import type { Random } from './random';

export const COLLABORATION_COLUMNS =
  'version_id, id, valid_from_given, confidence, kind, twinning_kind, event_kind, agreement_kind, title, folded, status';
export const PARTICIPATION_COLUMNS = 'version_id, id, confidence, collaboration_id, actor_id, role';

export interface InventedCollaborations {
  readonly collaborations: (readonly Cell[])[];
  readonly participations: (readonly Cell[])[];
}

const KINDS = ['TWINNING', 'TWINNING', 'TWINNING', 'TWINNING', 'EVENT', 'AGREEMENT'] as const;

/** Mostly twinnings of two cities; events and agreements have up to six parties, the first of them an organisation. */
export function inventCollaborations(
  random: Random,
  { cities }: Places,
  organizations: readonly InventedOrganization[],
  many: number,
): InventedCollaborations {
  const invented: InventedCollaborations = { collaborations: [], participations: [] };
  for (let number = 1; number <= many; number++) {
    const [id, kind] = [random.uuid(), random.one(KINDS)];
    const title = `${kind.toLowerCase()} ${number}`;
    const own = [
      kind === 'TWINNING' ? 'SISTER_CITY' : null,
      kind === 'EVENT' ? 'CONFERENCE' : null,
      kind === 'AGREEMENT' ? 'PARTNERSHIP' : null,
    ];
    const year = String(random.whole(1960, 2025));
    const status = kind === 'EVENT' ? 'COMPLETED' : 'ONGOING';
    invented.collaborations.push([random.uuid(), id, year, 0.9, kind, ...own, JSON.stringify({ en: title }), title, status]);
    const parties = [...random.places(cities.length, kind === 'TWINNING' ? 2 : random.whole(2, 5))].map((at) => cities[at] ?? '');
    if (kind !== 'TWINNING') parties.unshift(random.one(organizations).id);
    for (const actor of parties) invented.participations.push([random.uuid(), random.uuid(), 0.9, id, actor, 'PARTY']);
  }
  return invented;
}

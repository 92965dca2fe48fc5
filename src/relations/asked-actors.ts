import { HubError } from '../platform/errors';
import { uuidIn } from '../platform/global-id';
import type { ActorIndex } from './snapshot/actors';
import type { Graph } from './snapshot/graph';

/** The actor with a global id given as an argument. @throws HubError BAD_USER_INPUT or NOT_FOUND that names the argument. */
export function askedActor({ actors }: Graph, id: string, argument: string): ActorIndex {
  const actor = actors.indexOf(uuidIn(id, argument));
  if (actor < 0) throw new HubError('NOT_FOUND', `"${argument}": the hub knows no actor with the id "${id}".`, { argument });
  return actor;
}

/** As `askedActor`, of an association, network or institution. */
export function askedOrganization(graph: Graph, id: string, argument: string): ActorIndex {
  const organization = askedActor(graph, id, argument);
  if (!['ASSOCIATION', 'NETWORK', 'INSTITUTION'].includes(graph.actors.kindOf(organization))) {
    throw new HubError('BAD_USER_INPUT', `"${argument}" takes ids of organisations; "${id}" is none.`, { argument });
  }
  return organization;
}

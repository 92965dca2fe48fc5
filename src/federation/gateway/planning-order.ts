import { type DocumentNode, Kind, visit } from 'graphql';
import { argument, joins } from './join-spec';

/** Before the name of a subgraph, where it comes after all others; no name begins with it of itself. */
const LAST = '~';

/**
 * A supergraph with the subgraphs last that take an interface of others for an object.
 *
 * The planner looks at subgraphs in the order of their names, and from such an object finds no way to the types of a subgraph that comes after.
 */
export function inPlanningOrder(supergraph: DocumentNode): DocumentNode {
  const late = graphsOfInterfaceObjects(supergraph);
  if (late.size === 0) return supergraph;
  return visit(supergraph, {
    EnumValueDefinition: (value) => (late.has(value.name.value) ? undefined : false),
    Directive: ({ name }) => (name.value === 'join__graph' ? undefined : false),
    Argument: (given) =>
      given.name.value === 'name' && given.value.kind === Kind.STRING
        ? { ...given, value: { ...given.value, value: LAST + given.value.value } }
        : undefined,
  });
}

/** The name that a subgraph has in the supergraph, by the one it was planned with. */
export function nameOfPlanned(name: string): string {
  return name.startsWith(LAST) ? name.slice(LAST.length) : name;
}

function graphsOfInterfaceObjects({ definitions }: DocumentNode): Set<string | null> {
  const interfaces = definitions.filter((definition) => definition.kind === Kind.INTERFACE_TYPE_DEFINITION);
  const objects = interfaces.flatMap((type) => joins(type, 'type').filter((join) => argument(join, 'isInterfaceObject') === 'true'));
  return new Set(objects.map((join) => argument(join, 'graph')));
}

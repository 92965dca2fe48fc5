import { type FieldNode, type GraphQLField, getArgumentValues, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { idsGivenTo, type Standing, standingFor } from '../given-ids';
import type { Asking } from './asking';

type Question = Omit<Asking, 'standing'>;

/** What stands for the records that a query names by their ids, of those that were merged. It takes a statement only when some are named. */
export async function standingIn(question: Question): Promise<Standing> {
  const uuids = new Set<string>();
  for (const [definition, node] of mayName(question))
    for (const uuid of idsGivenTo(definition)!.uuidsIn(getArgumentValues(definition, node, question.variables))) uuids.add(uuid);
  return uuids.size === 0 ? NONE : standingFor(question.schema, uuids, question.context.loaders);
}

const NONE: Standing = new Map();

type AskedField = readonly [definition: GraphQLField<unknown, unknown>, node: FieldNode];

/** For as long as its document is kept. */
const kept = new WeakMap<Question['operation'], readonly AskedField[]>();

/** Fields of a query whose arguments may name records. */
function mayName(question: Question): readonly AskedField[] {
  const before = kept.get(question.operation);
  if (before) return before;
  const found: AskedField[] = [];
  const types = new TypeInfo(question.schema);
  for (const part of [question.operation, ...question.fragments.values()])
    visit(
      part,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const definition = types.getFieldDef();
          if (definition && node.arguments?.length && idsGivenTo(definition)) found.push([definition, node]);
        },
      }),
    );
  kept.set(question.operation, found);
  return found;
}

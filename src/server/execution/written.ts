import { type DocumentNode, type FragmentDefinitionNode, getOperationAST, Kind } from 'graphql';
import type { Context } from '../../platform/context';
import { standingIn } from '../../platform/one-statement/named-records';
import { answerOf } from '../../platform/one-statement/one-statement';
import type { Operation } from './operation';

/** The data of an answer, as the JSON they are sent as. */
export class Written {
  // To others it is data, of which there is nothing else to read.
  readonly [field: string]: unknown;

  constructor(readonly text: string) {}

  /** Where something else than a text is made of them. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** The data of an operation that can be written without graphql-js; null when it cannot, or fails: graphql-js then tells which field it was. */
export async function writtenData(
  { schema, document, operationName, context }: Operation,
  variables: Readonly<Record<string, unknown>>,
): Promise<Written | null> {
  const operation = getOperationAST(document, operationName);
  if (!operation || !(context as Partial<Context>).loaders) return null;
  const question = { schema, operation, fragments: fragmentsIn(document), variables, context: context as Context };
  const standing = await standingIn(question).catch(() => null);
  const text = standing && (await answerOf({ ...question, standing }));
  return text === null ? null : new Written(text);
}

function fragmentsIn({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
}

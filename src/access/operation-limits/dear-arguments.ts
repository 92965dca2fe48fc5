import { type FieldNode, type GraphQLField, type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';
import { argumentValue, type Given } from './arguments';

/**
 * What a field costs by itself, and what is asked of it by its arguments, in objects: whatever says so in `extensions.cost`.
 *
 * A filter that reads a whole index costs the database more than the page it brings costs the answer. Entries of a list count each.
 */
export function ownCost(field: FieldNode, definition: GraphQLField<unknown, unknown>, given: Given): number {
  const args = (field.arguments ?? []).map(({ name, value }) => {
    const argument = definition.args.find((each) => each.name === name.value);
    return argument ? costOfValue(argument.type, argumentValue(value, given)) : 0;
  });
  return costIn(definition.extensions) + sum(args);
}

function costOfValue(type: GraphQLInputType, value: unknown): number {
  if (Array.isArray(value)) return sum(value.map((entry) => costOfValue(type, entry)));
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return 0;
  const fields = named.getFields();
  return sum(
    Object.entries(value).map(([name, inside]) => {
      const field = fields[name];
      if (field === undefined || inside === null || inside === undefined) return 0;
      return costIn(field.extensions) * (Array.isArray(inside) ? inside.length : 1) + costOfValue(field.type, inside);
    }),
  );
}

function costIn({ cost }: Readonly<Record<string, unknown>>): number {
  return typeof cost === 'number' ? cost : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

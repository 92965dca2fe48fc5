import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Found } from '../lookup';

/**
 * The field needs no row: of its object its resolver reads one property of the row or, where the object is itself known, anything. It returns what is
 * plain, or known again, so that it can be asked without graphql-js. It is given no `info`.
 */
export function Known(property = 'id'): MethodDecorator {
  return Extensions({ told: { as: 'known', property }, needs: [property] }) as MethodDecorator;
}

/** As `Known`, of a field whose resolver returns the keys of rows (one, a list, or a connection of them): the rows are shown in their place. */
export function Shows<Row extends object>(found: Found<Row>, property = 'id'): MethodDecorator {
  return Extensions({ told: { as: 'known', property }, needs: [property], shows: found }) as MethodDecorator;
}

/** Where the rows are whose keys the resolver of a field returns; undefined: it returns what is shown. */
export function shownBy({ extensions }: GraphQLField<unknown, unknown>): Found<object> | undefined {
  return (extensions as { readonly shows?: Found<object> }).shows;
}

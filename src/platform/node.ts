import { FieldResolver, ID, InterfaceType, Resolver, Root } from 'type-graphql';
import { globalId } from './global-id';
import { InSql } from './one-statement/told';
import { sql } from './sql';

/** What every row that is shown as an object says about itself: its GraphQL type, by which interfaces and unions tell it apart. */
export interface Typed {
  readonly __typename: string;
}

@InterfaceType({ description: 'An object with a global id.' })
export abstract class Node {
  /** The uuid in the database; GraphQL shows it as an opaque id. */
  id!: string;
}

@Resolver(() => Node)
export class NodeResolver {
  @InSql(['id'], (node) => sql`base64url(${node.property('__typename')} || ':' || ${node.property('id')})`)
  @FieldResolver(() => ID, { description: 'Opaque global id. Stable for ever; merged records redirect.' })
  id(@Root() node: Node & Typed): string {
    return globalId(node.__typename, node.id);
  }
}

import { createHash } from 'node:crypto';
import { diff } from '@graphql-inspector/core';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, print } from 'graphql';
import { type ComposedPart, type Composition, composed } from '../compose';
import { subgraphDocument } from '../subgraph/print-subgraph';
import { readPartnerSchema, toCompose } from './partner-schema';
import type { Problem } from './problem';

/** The hub as a supergraph without any partner. */
interface Alone {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** The hub's own part of every supergraph, and what it looks like alone. */
export class HubAlone {
  readonly part: ComposedPart;
  /** Changes when the hub's schema does: what was composed with another is to be composed again. */
  readonly hash: string;
  private made: Promise<Alone> | undefined;

  constructor(
    readonly schema: GraphQLSchema,
    url: string,
  ) {
    this.part = { name: 'hub', url, typeDefs: subgraphDocument(schema) };
    this.hash = createHash('sha256').update(print(this.part.typeDefs)).digest('hex');
  }

  /** Composed when first asked for: most hubs serve nobody who does. */
  alone(): Promise<Alone> {
    this.made ??= this.compose();
    return this.made;
  }

  with(partners: readonly { readonly name: string; readonly url: string; readonly sdl: string }[]): Promise<Composition> {
    return composed([this.part, ...partners.map(({ name, url, sdl }) => ({ name, url, typeDefs: toCompose(readPartnerSchema(sdl)) }))]);
  }

  private async compose(): Promise<Alone> {
    const composition = await composed([this.part]);
    if (composition.outcome === 'composed') return { sdl: composition.sdl, schema: publicSchema(composition.publicDocument) };
    throw new Error(`The hub is no subgraph: ${composition.errors.map(({ message }) => message).join(' ')}`);
  }
}

export function publicSchema(document: DocumentNode): GraphQLSchema {
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}

/**
 * What a composition would change of the hub itself, whatever the rules for partners have let through: nothing may, but fields that are
 * added to its entities and at its root.
 */
export async function changesOfHub(hub: HubAlone, after: GraphQLSchema): Promise<Problem[]> {
  const changes = await diff((await hub.alone()).schema, after);
  const remedy = "Leave the hub's own types as they are; add fields to its entities, and types of your own.";
  return changes.flatMap(({ path = '', message, type }) => {
    const [name = '', field] = path.replace(/^@/, '').split('.');
    const own = hub.schema.getType(name);
    if (!own && type !== 'DIRECTIVE_ADDED') return [];
    if (own && type === 'FIELD_ADDED') return [];
    const isBelowAdded =
      own &&
      field !== undefined &&
      'getFields' in own &&
      !(field in own.getFields()) &&
      type !== 'ENUM_VALUE_ADDED' &&
      type !== 'INPUT_FIELD_ADDED';
    return isBelowAdded ? [] : [{ code: 'PARTNER_CHANGES_HUB', message: message.slice(0, 300), coordinate: path || null, remedy }];
  });
}

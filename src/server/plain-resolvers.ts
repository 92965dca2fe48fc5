import { type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Param = NonNullable<Handler['params']>[number];
type Field = Storage['fields'][number];
type Resolve = GraphQLFieldResolver<unknown, unknown>;

/**
 * Takes away what TypeGraphQL puts around every resolver and the hub does not use: middlewares, validation, and with them a promise or two
 * a field. A plain field gets no resolver at all; a resolver's method is called with what its parameters stand for.
 *
 * Arguments are those of graphql-js, as they are, without an instance of their class: our classes of arguments only declare. Whatever does use
 * more of TypeGraphQL than this (roles, middlewares, validation, parameters of its own) keeps its resolver.
 */
export function makeResolversPlain(schema: GraphQLSchema): void {
  const storage = getMetadataStorage();
  for (const { name, fields = [], interfaceClasses = [] } of storage.objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    const inherited = storage.interfaceTypes.filter((one) => interfaceClasses.includes(one.target)).flatMap((one) => one.fields ?? []);
    for (const field of [...inherited, ...fields]) makePlain(type, field, handlerOf(storage, field));
  }
  for (const [type, handlers] of [
    [schema.getQueryType(), storage.queries],
    [schema.getMutationType(), storage.mutations],
  ] as const) {
    for (const handler of handlers) setResolver(type, handler.schemaName, methodOf(handler));
  }
}

/** As TypeGraphQL finds it: by the class that declares the field. */
function handlerOf({ fieldResolvers }: Storage, field: Field): Handler | undefined {
  return fieldResolvers.find((one) => one.methodName === field.name && one.getObjectType?.() === field.target);
}

function makePlain(type: GraphQLObjectType, field: Field, handler: Handler | undefined): void {
  if (handler) setResolver(type, field.schemaName, methodOf(handler));
  const isPlain = !handler && field.name === field.schemaName && !field.roles && (field.middlewares ?? []).length === 0;
  const defined = type.getFields()[field.schemaName];
  if (isPlain && defined) delete defined.resolve;
}

function setResolver(type: GraphQLObjectType | null | undefined, name: string, resolve: Resolve | undefined): void {
  const field = type?.getFields()[name];
  if (field && resolve) field.resolve = resolve;
}

const instances = new Map<unknown, Record<string, (...values: unknown[]) => unknown>>();

/** The method as a resolver; undefined when it needs what only TypeGraphQL gives. */
function methodOf(handler: Handler): Resolve | undefined {
  const { target, methodName, params = [], roles, middlewares = [] } = handler;
  if (roles || middlewares.length > 0 || ('kind' in handler && handler.kind === 'internal')) return undefined;
  const values = [...params].sort((left, right) => left.index - right.index).map(valueFor);
  if (values.length > 4 || values.some((value) => value === undefined)) return undefined;
  const instance = instances.get(target) ?? new (target as new () => Record<string, (...given: unknown[]) => unknown>)();
  instances.set(target, instance);
  const method = instance[methodName] as (...given: unknown[]) => unknown;
  const [a = nothing, b = nothing, c = nothing, d = nothing] = values as Value[];
  return (root, args, context, info) =>
    method.call(
      instance,
      a(root, args, context, info),
      b(root, args, context, info),
      c(root, args, context, info),
      d(root, args, context, info),
    );
}

type Value = (root: unknown, args: Record<string, unknown>, context: unknown, info: GraphQLResolveInfo) => unknown;

const nothing: Value = () => undefined;

/** What a parameter stands for. */
function valueFor(param: Param): Value | undefined {
  if (param.kind === 'info') return (_root, _args, _context, info) => info;
  if (param.kind === 'root' && !param.getType && !param.propertyName) return (root) => root;
  if (param.kind === 'context' && !param.propertyName) return (_root, _args, context) => context;
  if (param.kind === 'custom') return (root, args, context, info) => param.resolver({ root, args, context: context as object, info });
  if (param.kind !== 'arg' && param.kind !== 'args') return undefined;
  if (param.validateFn || param.validateSettings) return undefined;
  if (param.kind === 'args') return (_root, args) => args;
  const { name } = param;
  return (_root, args) => args[name];
}

import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { testSchema } from '../kit/ask';

/** Coordinates of a type and of all it has, each with its description. */
function described(type: GraphQLNamedType): [coordinate: string, description: string | null | undefined][] {
  const own: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    return [...own, ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as [string, string])];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return own;
  for (const field of Object.values(type.getFields())) {
    own.push([`${type.name}.${field.name}`, field.description]);
    if ('args' in field) for (const arg of field.args) own.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
  }
  return own;
}

it('describes every type, field, argument, input and enum value', async () => {
  const types = Object.values((await testSchema()).getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const bare = types
    .filter((type) => !['Query'].includes(type.name))
    .flatMap(described)
    .filter(([, description]) => !description);
  expect(bare).toEqual([]);
});

it('pays for no field that is only read, and waits for none that is at hand', async () => {
  const { City } = (await testSchema()).getTypeMap() as { City: GraphQLObjectType };
  const { slug, website, coordinates } = City.getFields();
  expect([slug?.resolve, website?.resolve]).toEqual([undefined, undefined]);
  const found = coordinates?.resolve?.({ latitude: 1, longitude: 2 }, {}, {}, {} as GraphQLResolveInfo);
  expect(found).toEqual({ latitude: 1, longitude: 2 });
});

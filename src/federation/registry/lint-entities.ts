import { Kind, print } from 'graphql';
import { nonNull } from './lint-words';
import { keysIn, type PartnerType } from './partner-schema';
import type { Problem } from './problem';
import type { Vocabulary } from './vocabulary';

/** What a partner may not do to an entity of the hub: it adds nullable fields, found by one of the hub's keys. */
export function entityProblems(type: PartnerType, hub: Vocabulary): Problem[] {
  const keys = keysIn(type);
  return [...keyProblems(type, keys, hub), ...type.fields.flatMap((field) => fieldProblems(type, field, { keys, hub }))];
}

function keyProblems({ name, fields, kind }: PartnerType, keys: readonly string[], hub: Vocabulary): Problem[] {
  const allowed = hub.keys.get(name) ?? [];
  const problem = (message: string, remedy: string): Problem => ({ code: 'PARTNER_KEY', message, coordinate: name, remedy });
  const example = `@key(fields: "${allowed.at(-1)}")`;
  if (kind !== 'ObjectType') return [problem(`${name} is an object type.`, `Write type ${name} ${example} { ... }.`)];
  if (keys.length === 0) return [problem(`${name} has no key to be found by.`, `Add ${example}.`)];
  return keys.flatMap((key) => {
    if (!allowed.includes(key.trim())) return [problem(`${name} has no key "${key.slice(0, 80)}".`, `Use one of ${allowed.join(', ')}.`)];
    const field = fields.find((each) => each.name.value === key.trim());
    if (field && /^ID!?$/.test(print(field.type)) === isId(key)) return [];
    return isId(key) ? [problem(`The key "${key.trim()}" of ${name} is not a field of type ID.`, `Write ${key.trim()}: ID.`)] : [];
  });
}

/** A slug is a text; every other key is an ID. What else the hub says of it, the composer knows. */
function isId(key: string): boolean {
  return key.trim() !== 'slug';
}

interface Given {
  readonly keys: readonly string[];
  readonly hub: Vocabulary;
}

function fieldProblems({ name }: PartnerType, field: PartnerType['fields'][number], { keys, hub }: Given): Problem[] {
  const coordinate = `${name}.${field.name.value}`;
  const isExternal = field.directives?.some((directive) => directive.name.value === 'external');
  const isHubs = hub.types.get(name)?.includes(field.name.value) === true;
  if (keys.some((key) => key.trim() === field.name.value) || (isHubs && isExternal)) return [];
  if (isHubs) {
    const message = `${coordinate} is answered by the hub.`;
    return [
      { code: 'PARTNER_FIELD_TAKEN', message, coordinate, remedy: 'Give your field another name, or mark it @external to require it.' },
    ];
  }
  return field.type.kind === Kind.NON_NULL_TYPE ? [nonNull(coordinate, print(field.type))] : [];
}

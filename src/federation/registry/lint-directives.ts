import { type ConstDirectiveNode, Kind } from 'graphql';
import { type PartnerSchema, type PartnerType, textArgument } from './partner-schema';
import type { Problem } from './problem';

/** Directives a partner may use: those that only say how to find its own, or what it is. */
const ALLOWED = ['key', 'external', 'requires', 'shareable', 'tag', 'extends', 'deprecated', 'specifiedBy'];
const FEDERATION = /^https:\/\/specs\.apollo\.dev\/(federation|link)\/v[0-9.]+$/;

/** Directives on a type, on its fields and their arguments that would reach into what others serve. */
export function directiveProblems({ name, directives, fields }: PartnerType): Problem[] {
  return [
    ...notAllowed(name, directives),
    ...fields.flatMap((field) => [
      ...notAllowed(`${name}.${field.name.value}`, field.directives ?? []),
      ...('arguments' in field ? (field.arguments ?? []) : []).flatMap((argument) =>
        notAllowed(`${name}.${field.name.value}(${argument.name.value}:)`, argument.directives ?? []),
      ),
    ]),
  ];
}

function notAllowed(coordinate: string, directives: readonly ConstDirectiveNode[]): Problem[] {
  const others = directives.filter(({ name }) => !ALLOWED.includes(name.value));
  return others.map(({ name }) => problem(`@${name.value} at ${coordinate} is not for partners.`, coordinate));
}

/** Whatever the schema takes from elsewhere: only federation, under its own names, and no directives of its own. */
export function linkProblems({ roots, directives }: PartnerSchema): Problem[] {
  const used = roots.flatMap((root) => root.directives ?? []);
  const renamed = roots
    .flatMap(({ operationTypes = [] }) => operationTypes)
    .filter(({ operation, type }) => type.name.value.toLowerCase() !== operation);
  const known = [...ALLOWED, 'link', 'override', 'inaccessible', 'provides', 'interfaceObject', 'composeDirective'];
  return [
    ...used.flatMap((directive) => (directive.name.value === 'link' ? linkProblem(directive) : notAllowed('schema', [directive]))),
    ...renamed.map(({ type }) => problem(`The root type ${type.name.value} must be called as graphql-js calls it.`, type.name.value)),
    ...directives
      .filter(({ name }) => !known.includes(name.value))
      .map(({ name }) => problem(`@${name.value} is a directive of your own.`, `@${name.value}`)),
  ];
}

function linkProblem(link: ConstDirectiveNode): Problem[] {
  const imports = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  const names = imports?.kind === Kind.LIST ? imports.values : [];
  const isPlain = names.every(({ kind }) => kind === Kind.STRING) && !link.arguments?.some(({ name }) => name.value === 'as');
  const isKnown = FEDERATION.test(textArgument(link, 'url') ?? '');
  return isPlain && isKnown ? [] : [problem('A @link takes federation, and imports under the names it has.', 'schema')];
}

function problem(message: string, coordinate: string): Problem {
  return { code: 'PARTNER_DIRECTIVE', message, coordinate, remedy: `Leave it out. Partners may use @${ALLOWED.join(', @')}.` };
}

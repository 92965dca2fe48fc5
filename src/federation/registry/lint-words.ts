import type { Problem } from './problem';

export function nonNull(coordinate: string, type: string): Problem {
  const message = `${coordinate} is ${type}: while your service is away, everything around it would be lost.`;
  return { code: 'PARTNER_FIELD_NON_NULL', message, coordinate, remedy: `Make it nullable: ${type.replace(/!$/, '')}.` };
}

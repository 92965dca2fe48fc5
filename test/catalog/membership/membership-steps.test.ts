import { STEPS, sidesFor, sidesOf } from '../../../src/catalog/membership/membership-steps';
import type { MembershipStatus } from '../../../src/catalog/vocabulary/membership';
import { MembershipStatus as Statuses } from '../../../src/catalog/vocabulary/membership';

/** Every step there is, by who may take it: m the member, o the organisation, mo either. */
const TABLE = `
           INVITED APPLIED ACTIVE SUSPENDED WITHDRAWN EXPIRED DECLINED UNKNOWN
NONE       o       m       o      o         mo        o       mo       o
INVITED    -       -       m      -         -         o       m        -
APPLIED    -       -       o      -         m         -       o        -
ACTIVE     -       -       o      o         mo        o       -        o
SUSPENDED  -       -       o      -         mo        o       -        o
WITHDRAWN  o       m       o      -         -         -       -        -
EXPIRED    o       m       o      -         -         -       -        -
DECLINED   o       m       o      -         -         -       -        -
UNKNOWN    -       -       o      o         mo        o       -        -`;

const [head = '', ...lines] = TABLE.trim().split('\n');
const columns = head.trim().split(/\s+/) as MembershipStatus[];
const cells = lines.flatMap((line) => {
  const [from, ...words] = line.trim().split(/\s+/) as [keyof typeof STEPS, ...string[]];
  return words.map((word, place) => [from, columns[place]!, word] as const);
});

it('covers every status in both directions', () => {
  expect(columns).toEqual(expect.arrayContaining(Object.keys(Statuses)));
  expect(cells).toHaveLength((columns.length + 1) * columns.length);
});

it.each(cells)('from %s to %s: %s', (from, to, word) => {
  const sides = { m: ['MEMBER'], o: ['ORGANIZATION'], mo: ['MEMBER', 'ORGANIZATION'], '-': null }[word];
  expect(sidesFor(from, to)).toEqual(sides);
});

const PARTIES = { memberId: 'member', organizationId: 'organization' };
it.each([
  ['PARTNER_EDITOR', 'member', ['MEMBER']],
  ['PARTNER_ADMIN', 'organization', ['ORGANIZATION']],
  ['PARTNER_ADMIN', 'another', []],
  ['CURATOR', null, ['MEMBER', 'ORGANIZATION']],
  ['ADMIN', 'another', ['MEMBER', 'ORGANIZATION']],
] as const)('a %s of %s acts for %j', (role, organizationId, sides) => {
  expect(sidesOf({ keyId: null, name: 'x', role, scopes: [], organizationId }, PARTIES)).toEqual(sides);
});

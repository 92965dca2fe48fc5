import { NameIndex } from '../../src/identity/index-of-names';
import { resolveOrganization } from '../../src/identity/resolve-organization';
import { row } from './places';

const acronym = (value: string) => ({ value, language: 'und', kind: 'ACRONYM' });

const ORGANIZATIONS = NameIndex.of([
  row({
    id: 'riverside',
    country: '',
    names: ['Riverside Towns Network'],
    given: [acronym('RTN'), { value: 'Réseau des villes riveraines', language: 'fr', kind: 'COMMON' }],
    wikidataId: 'Q900',
  }),
  row({ id: 'mali', country: 'ML', names: ['Association of Municipalities of Mali'], given: [acronym('AMM')] }),
  row({ id: 'malawi', country: 'MW', names: ['Association of Municipalities of Malawi'], given: [acronym('AMM')] }),
]);

const ask = (name: string, more: { country?: string; wikidataId?: string } = {}) => resolveOrganization(ORGANIZATIONS, { name, ...more });

describe('the name of an organisation', () => {
  it.each(['Riverside Towns Network', 'The Riverside Towns Network', 'RÉSEAU DES VILLES RIVERAINES', 'Riverside Towns Network (RTN)'])(
    '%s decides',
    (name) => {
      expect(ask(name).organizationId).toBe('riverside');
    },
  );

  it.each(['RTN', 'rtn', 'R.T.N.', 'AMM'])('%s is an acronym and never decides', (name) => {
    const match = ask(name);
    expect(match).toMatchObject({ decision: name === 'R.T.N.' ? match.decision : 'REVIEW', organizationId: null });
  });

  it('that is only alike is for a person', () => {
    expect(ask('Riverbank Towns Network')).toMatchObject({ decision: 'REVIEW', organizationId: null });
    expect(ask('Association of Municipalities of Malaw').decision).toBe('REVIEW');
  });

  it('of a national association is not taken for another country', () => {
    expect(ask('Association of Municipalities of Mali', { country: 'MW' }).decision).not.toBe('MATCH');
    expect(ask('Riverside Towns Network', { country: 'MW' }).decision).toBe('MATCH');
  });

  it('beside an identifier of another organisation is for a person', () => {
    expect(ask('Riverside Towns Network', { wikidataId: 'Q900' }).organizationId).toBe('riverside');
    expect(ask('Association of Municipalities of Mali', { wikidataId: 'Q900' }).reasons).toContain('IDENTIFIER_CONTRADICTS_NAME');
  });
});

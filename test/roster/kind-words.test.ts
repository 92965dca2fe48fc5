import { localGovernmentKind, saysOrganization } from '../../src/roster/kind-words';

it.each([
  ...[
    'Association',
    'National associations',
    'Network',
    'University',
    'International institution',
    'City network',
    'Union of Municipalities',
  ],
  ...['Association nationale', 'Réseau de villes', 'Université', 'Asociación', 'Red', 'Fundación', 'Associação de municípios', 'Rede'],
  ...[
    'Städteverband',
    'Netzwerk',
    'Universität',
    'Associazione',
    'Rete',
    'Xarxa',
    'Vereniging',
    'Belediyeler Birliği',
    'Dernek',
    'Asosiasi',
  ],
  ...['جمعية', 'شبكة المدن', 'جامعة', 'مؤسسة', 'Ассоциация'],
])('"%s" is the kind of an organisation', (text) => {
  expect(saysOrganization(text)).toBe(true);
});

it.each([
  ['City', 'CITY'],
  ['Ville', 'CITY'],
  ['Stadt', 'CITY'],
  ['Commune', 'MUNICIPALITY'],
  ['جماعة', 'MUNICIPALITY'],
  ['County', 'COUNTY'],
  ['Province', 'PROVINCE'],
  ['Región', 'REGION'],
  ['Métropole', 'METROPOLITAN_AREA'],
  ['Associate member', null],
  ['Reduced fee', null],
  ['', null],
])('"%s" is a kind of local government or nothing, and never of an organisation', (text, kind) => {
  expect([saysOrganization(text), localGovernmentKind(text)]).toEqual([false, kind]);
});

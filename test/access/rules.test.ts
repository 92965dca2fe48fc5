import type { WriteRule } from '../../src/access/rule';
import { testSchema } from '../kit/ask';

/** Who may do what: the least role on what is one's own organisation's, the least on what is others', and the scope. */
const TABLE: Readonly<Record<string, readonly [own: string, any: string, scope: string]>> = {
  applyRosterImport: ['PARTNER_EDITOR', 'CURATOR', 'roster:write'],
  checkSubgraph: ['PARTNER_ADMIN', 'CURATOR', 'subgraph:check'],
  confirmMembership: ['PARTNER_EDITOR', 'CURATOR', 'membership:confirm'],
  createApiKey: ['PARTNER_ADMIN', 'ADMIN', 'key:write'],
  createProposal: ['CONTRIBUTOR', 'CONTRIBUTOR', 'proposal:write'],
  createWebhook: ['PARTNER_ADMIN', 'CURATOR', 'webhook:write'],
  decideProposal: ['CURATOR', 'CURATOR', 'curation:write'],
  deleteWebhook: ['PARTNER_ADMIN', 'ADMIN', 'webhook:write'],
  erasePerson: ['CURATOR', 'CURATOR', 'curation:write'],
  mergeCities: ['CURATOR', 'CURATOR', 'curation:write'],
  mergeOrganizations: ['CURATOR', 'CURATOR', 'curation:write'],
  publishResource: ['PARTNER_EDITOR', 'CURATOR', 'resource:write'],
  publishSubgraph: ['PARTNER_ADMIN', 'CURATOR', 'subgraph:publish'],
  recordCollaboration: ['PARTNER_EDITOR', 'CURATOR', 'collaboration:write'],
  recordFollowUp: ['PARTNER_EDITOR', 'CURATOR', 'collaboration:write'],
  recordOrganization: ['CURATOR', 'CURATOR', 'organization:write'],
  recordTier: ['PARTNER_EDITOR', 'CURATOR', 'organization:write'],
  recordMembership: ['PARTNER_EDITOR', 'CURATOR', 'membership:write'],
  reviewRosterRows: ['PARTNER_EDITOR', 'CURATOR', 'roster:write'],
  retireSubgraph: ['PARTNER_ADMIN', 'CURATOR', 'subgraph:publish'],
  revertRosterImport: ['PARTNER_EDITOR', 'CURATOR', 'roster:write'],
  revokeApiKey: ['PARTNER_ADMIN', 'ADMIN', 'key:write'],
  rollbackSupergraph: ['CURATOR', 'CURATOR', 'subgraph:publish'],
  testWebhook: ['PARTNER_ADMIN', 'ADMIN', 'webhook:write'],
  transitionMembership: ['PARTNER_EDITOR', 'CURATOR', 'membership:write'],
  unmergeCity: ['CURATOR', 'CURATOR', 'curation:write'],
  unmergeOrganization: ['CURATOR', 'CURATOR', 'curation:write'],
  updateCommitment: ['PARTNER_EDITOR', 'CURATOR', 'collaboration:write'],
  updateOrganization: ['PARTNER_EDITOR', 'CURATOR', 'organization:write'],
  updateTier: ['PARTNER_EDITOR', 'CURATOR', 'organization:write'],
};

it('every mutation has the rule it is meant to have', async () => {
  const fields = (await testSchema()).getMutationType()?.getFields() ?? {};
  const rules = Object.entries(fields).map(([name, { extensions }]) => {
    const { own, any, scope } = extensions.access as WriteRule;
    return [name, [own, any, scope]];
  });
  expect(Object.fromEntries(rules.sort())).toEqual(TABLE);
});

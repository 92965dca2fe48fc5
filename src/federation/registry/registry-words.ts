import { words } from '../../platform/words';

export const SubgraphStatus = words('SubgraphStatus', 'How a partner service stands.', {
  PROPOSED: 'Not in service yet.',
  ACTIVE: 'In service.',
  DEGRADED: 'In service; it failed several times in a row.',
  OFFLINE: 'In service, but it does not answer.',
  RETIRED: 'No longer in service.',
});
export type SubgraphStatus = keyof typeof SubgraphStatus;

export const CircuitState = words('CircuitState', 'Whether a partner is asked.', {
  CLOSED: 'It is.',
  HALF_OPEN: 'One request at a time, to see whether it answers again.',
  OPEN: 'It is left alone for some seconds, as it failed several times in a row.',
});
export type CircuitState = keyof typeof CircuitState;

export const CheckOutcome = words('CheckOutcome', 'How a check ended.', {
  PASSED: 'It can be published.',
  PASSED_WITH_WARNINGS: 'It can be published, once the service answers; or it takes away what nobody used lately.',
  FAILED: 'It cannot be published.',
});
export type CheckOutcome = keyof typeof CheckOutcome;

export const ChangeCriticality = words('ChangeCriticality', 'What a change of the schema means for those who use it.', {
  SAFE: 'Nothing that works stops working.',
  DANGEROUS: 'Some may meet what they did not expect.',
  BREAKING: 'Operations of the last 30 days would fail.',
  BREAKING_BUT_UNUSED: 'Operations could fail, but none was seen in the last 30 days.',
});
export type ChangeCriticality = keyof typeof ChangeCriticality;

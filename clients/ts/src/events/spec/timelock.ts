import type { Specs } from '../written.js';
import { guardian } from './shared.js';

const ended = {
  id: 'number',
  class: 'text',
  sponsor: 'text|none',
  bond_returned: 'amount',
  bond_forfeited: 'amount',
} as const;

export const timelock = {
  'qerun-timelock/instantiate': { dao: 'text', guardian: 'text|none', token: 'text', max_bond: 'amount' },
  'qerun-timelock/queue': {
    id: 'number',
    sender: 'text',
    class: 'text',
    delay: 'number',
    bond: 'amount',
    ready_at: 'number|none',
    expires_at: 'number',
  },
  'qerun-timelock/post_bond': {
    id: 'number',
    sponsor: 'text|none',
    bond: 'amount',
    ready_at: 'number|none',
    expires_at: 'number',
  },
  'qerun-timelock/co_sign': { id: 'number', approver: 'text' },
  'qerun-timelock/execute': ended,
  'qerun-timelock/veto': { ...ended, sender: 'text' },
  'qerun-timelock/cancel': { ...ended, bond_held: 'amount', sender: 'text' },
  'qerun-timelock/close': ended,
  'qerun-timelock/pause': { id: 'text', contract: 'text', until: 'number' },
  'qerun-timelock/end_pause': { id: 'text', contract: 'text' },
  'qerun-timelock/set_class': { contract: 'text', key: 'text', class: 'text' },
  'qerun-timelock/set_spend_limit': { asset: 'text', routine: 'amount|none', sensitive: 'amount|none' },
  'qerun-timelock/set_pause': { id: 'text' },
  'qerun-timelock/update_params': {
    bond_window: 'number',
    execution_window: 'number',
    routine_floor: 'number',
    routine_delay: 'number',
    routine_bond: 'amount',
    sensitive_floor: 'number',
    sensitive_delay: 'number',
    sensitive_bond: 'amount',
    critical_floor: 'number',
    critical_delay: 'number',
    critical_bond: 'amount',
  },
  'qerun-timelock/set_dao': { dao: 'text|none' },
  'qerun-timelock/set_guardian': guardian,
  'qerun-timelock/set_steward': { steward: 'text|none' },
  'qerun-timelock/advance_stage': { from: 'text', to: 'text' },
} as const satisfies Specs;

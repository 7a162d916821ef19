import type { Specs } from '../written.js';
import { ownership, guardian } from './shared.js';

const stakeChange = { staked: 'amount', power: 'amount', total_staked: 'amount', total_power: 'amount' } as const;

export const voting = {
  'qerun-voting/stake': { user: 'text', tier: 'number', amount: 'amount', ...stakeChange },
  'qerun-voting/unstake': { user: 'text', tier: 'number', amount: 'amount', release_at: 'number', ...stakeChange },
  'qerun-voting/raise_tier': { user: 'text', from: 'number', to: 'number', amount: 'amount', ...stakeChange },
  'qerun-voting/claim': { user: 'text', amount: 'amount' },
  'qerun-voting/hook_failed': { hook: 'text', error: 'text' },
  'qerun-voting/add_hook': { hook: 'text' },
  'qerun-voting/remove_hook': { hook: 'text' },
  'qerun-voting/update_tiers': { tier: 'tier[]' },
  'qerun-voting/update_params': { half_life: 'number', hook_gas: 'number' },
  'qerun-voting/update_active_threshold': { threshold: 'text' },
  'qerun-voting/set_perk': { id: 'text', min_power: 'amount', min_reputation: 'amount' },
  'qerun-voting/remove_perk': { id: 'text' },
  'qerun-voting/set_guardian': guardian,
  'qerun-voting/pause': { sender: 'text', until: 'number' },
  'qerun-voting/update_ownership': ownership,
} as const satisfies Specs;

import type { Specs } from '../written.js';
import { ownership } from './shared.js';

const outpostConfig = {
  channel: 'text',
  reserve: 'text',
  venue: 'text',
  venue_address: 'text',
  stable_denom: 'text',
  eth_denom: 'text',
  return_timeout: 'number',
  transport: 'text',
} as const;

const purchase = { order_id: 'id', stable_in: 'amount', eth_out: 'amount' } as const;

const packet = { channel: 'text', sequence: 'id', reason: 'text' } as const;

export const outpost = {
  'qerun-outpost/instantiate': { owner: 'text', ...outpostConfig },
  'qerun-outpost/update_config': outpostConfig,
  'qerun-outpost/order': { order_id: 'id', stable_in: 'amount', min_out: 'amount' },
  'qerun-outpost/swapped': purchase,
  'qerun-outpost/return_sent': { ...purchase, channel: 'text', sequence: 'id' },
  'qerun-outpost/delivered': purchase,
  'qerun-outpost/held': purchase,
  'qerun-outpost/retry': purchase,
  'qerun-outpost/ignored_callback': packet,
  'qerun-outpost/update_ownership': ownership,
} as const satisfies Specs;

import type { Specs } from '../written.js';
import { ownership, guardian } from './shared.js';

const order = { order_id: 'id', batch_id: 'id', amount: 'amount' } as const;

const ethSold = {
  sender: 'text',
  eth: 'amount',
  refunded: 'amount',
  price: 'decimal',
  left: 'amount',
  unencumbered: 'amount',
} as const;

const packet = { channel: 'text', sequence: 'id', reason: 'text' } as const;

export const reserve = {
  'qerun-reserve/instantiate': { owner: 'text', market: 'text', oracle: 'text', token: 'text' },
  'qerun-reserve/purchase': { batch_id: 'id', stable_in: 'amount', user_in: 'amount', waiting: 'amount' },
  'qerun-reserve/order_sent': { ...order, min_out: 'amount', expected_out: 'amount', deadline: 'number' },
  'qerun-reserve/packet': { order_id: 'id', channel: 'text', sequence: 'id' },
  'qerun-reserve/refunded': order,
  'qerun-reserve/returning': order,
  'qerun-reserve/credited': {
    order_id: 'id',
    batch_id: 'id',
    eth: 'amount',
    user_eth: 'amount',
    protocol_eth: 'amount',
    order_status: 'text',
    batch_settled: 'bool',
  },
  'qerun-reserve/donation': packet,
  'qerun-reserve/ignored_callback': packet,
  'qerun-reserve/lost': { ...order, eth_out: 'amount', made_good: 'amount', batch_settled: 'bool' },
  'qerun-reserve/late_eth': { order_id: 'id', batch_id: 'id', eth: 'amount' },
  'qerun-reserve/late_refund': order,
  'qerun-reserve/late_stable': order,
  'qerun-reserve/wound_down': { batch_id: 'id', stable_out: 'amount', user_out: 'amount', eth_out: 'amount' },
  'qerun-reserve/resolved': { order_id: 'id', sender: 'text' },
  'qerun-reserve/pay_out': {
    recipient: 'text',
    amount: 'amount',
    fee: 'amount',
    encumbered: 'amount',
    unencumbered: 'amount',
  },
  'qerun-reserve/sell_eth': { ...ethSold, stable: 'amount' },
  'qerun-reserve/buy_back': { ...ethSold, burned: 'amount' },
  'qerun-reserve/spend': { recipient: 'text', amount: 'amount', unencumbered: 'amount' },
  'qerun-reserve/pause': { sender: 'text', until: 'number' },
  'qerun-reserve/unpause': { sender: 'text' },
  'qerun-reserve/update_params': {
    max_slippage: 'decimal',
    min_order: 'amount',
    max_order: 'amount',
    max_in_flight: 'amount',
    max_open_orders: 'number',
    max_open_batches: 'number',
    grace: 'number',
    premium: 'decimal',
    discount: 'decimal',
    duration: 'number',
    buyback_above: 'text',
  },
  'qerun-reserve/open_buyback': { opened_at: 'number', buyback_above: 'text' },
  'qerun-reserve/update_route': {
    channel: 'text',
    receiver: 'text',
    timeout: 'number',
    transport: 'text',
    adapter: 'text?',
    venue: 'text?',
    return_channel: 'text?',
    return_timeout: 'number?',
    recover_address: 'text?',
  },
  'qerun-reserve/set_guardian': guardian,
  'qerun-reserve/update_ownership': ownership,
} as const satisfies Specs;

import type { Specs } from '../written.js';
import { ownership } from './shared.js';

export const emissions = {
  'qerun-emissions/instantiate': { token: 'text', treasury: 'text', distributor: 'text' },
  'qerun-emissions/stream': {
    stream: 'text',
    voting: 'text',
    hook_caller: 'text',
    distribution: 'number',
    start: 'number',
    end: 'number',
    total: 'amount',
    min_power: 'amount',
  },
  'qerun-emissions/release': {
    sender: 'text',
    stream: 'text',
    distribution: 'number',
    amount: 'amount',
    power: 'amount',
    scheduled: 'amount',
    released: 'amount',
    withheld: 'amount',
  },
  'qerun-emissions/set_rate': {
    stream: 'text',
    rate_before: 'decimal',
    rate: 'decimal',
    scheduled: 'amount',
    due: 'amount',
    withheld: 'amount',
  },
  'qerun-emissions/return_withheld': { sender: 'text', stream: 'text', treasury: 'text', amount: 'amount' },
  'qerun-emissions/update_ownership': ownership,
} as const satisfies Specs;

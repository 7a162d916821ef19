import type { Specs } from '../written.js';

export const airdrop = {
  'qerun-airdrop/instantiate': {
    token: 'text',
    treasury: 'text',
    name: 'text',
    root: 'text',
    count: 'number',
    total: 'amount',
    start: 'number',
    end: 'number',
  },
  'qerun-airdrop/claim': { account: 'text', index: 'number', amount: 'amount', claimed: 'amount', claims: 'number' },
  'qerun-airdrop/return_rest': { sender: 'text', treasury: 'text', amount: 'amount', claimed: 'amount' },
} as const satisfies Specs;

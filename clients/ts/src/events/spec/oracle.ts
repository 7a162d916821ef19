import type { Specs } from '../written.js';
import { ownership, guardian } from './shared.js';

const policy = {
  max_age: 'number',
  max_deviation: 'decimal',
  min_sources: 'number',
  max_growth_hour: 'decimal|none',
  max_growth_day: 'decimal|none',
  min_price: 'decimal',
  max_price: 'decimal',
  min_liquidity: 'decimal',
  grace: 'number',
} as const;

export const oracle = {
  'qerun-oracle/update': {
    asset: 'text',
    bid: 'decimal',
    ask: 'decimal',
    mid: 'decimal',
    average: 'decimal',
    as_of: 'number',
    expires: 'number',
    grace_ends: 'number',
    status: 'text',
    depth: 'decimal?',
  },
  'qerun-oracle/skip': { asset: 'text', counted: 'number', min_sources: 'number', status: 'text|none' },
  'qerun-oracle/submit': { feeder: 'text', asset: 'text', price: 'decimal', timestamp: 'number', depth: 'decimal?' },
  'qerun-oracle/set_asset': { asset: 'text', ...policy },
  'qerun-oracle/revert_asset': { asset: 'text', sender: 'text', ...policy },
  'qerun-oracle/remove_asset': { asset: 'text' },
  'qerun-oracle/halt': { asset: 'text', sender: 'text' },
  'qerun-oracle/resume': { asset: 'text' },
  'qerun-oracle/set_guardian': guardian,
  'qerun-oracle/update_ownership': ownership,
} as const satisfies Specs;

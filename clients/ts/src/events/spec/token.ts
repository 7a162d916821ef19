import type { Specs } from '../written.js';
import { ownership } from './shared.js';

export const token = {
  'qerun-token/add_burner': { address: 'text' },
  'qerun-token/remove_burner': { address: 'text' },
  'qerun-token/update_ownership': ownership,
} as const satisfies Specs;

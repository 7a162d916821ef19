/**
 * Every event of the contracts with its attributes. A test compares it with `contracts/<contract>/src/events.rs`.
 *
 * `?` marks what is left out when there is nothing to say; `|none` what can be `none`, which becomes null.
 */
import { airdrop } from './spec/airdrop.js';
import { emissions } from './spec/emissions.js';
import { market } from './spec/market.js';
import { oracle } from './spec/oracle.js';
import { outpost } from './spec/outpost.js';
import { reserve } from './spec/reserve.js';
import { timelock } from './spec/timelock.js';
import { token } from './spec/token.js';
import { voting } from './spec/voting.js';

export const events = { ...airdrop, ...emissions, ...market, ...oracle, ...outpost, ...reserve, ...timelock, ...token, ...voting } as const;

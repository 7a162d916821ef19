/** What voting says about what the caller did, in words. */
import type { Table } from "../table.ts";
import { ZERO } from "./shared.ts";

export const voting: Table = {
  UnknownTier: ["There is no tier {tier}.", "Choose another."],
  NotEnoughStaked: ["Tier {tier} holds {qer:staked} of yours.", "Lower the amount, or choose another tier."],
  NotHigherTier: ["A stake moves up only.", "To move down, unstake and stake again when it has unbonded."],
  TooManyClaims: ["You have {max} claims that are not paid.", "Claim what is free, then unstake more."],
  NothingToClaim: ["Nothing is free yet.", "Wait until the unbonding is over; the list shows when."],
  Paused: ["Staking is paused until {time:until}.", "Unstaking and claiming work meanwhile."],
  HookRefused: ["A contract of the rewards fails, so nobody can stake now.", "Unstaking and claiming work. Governance has to repair it."],
  ZeroAmount: ZERO,
};

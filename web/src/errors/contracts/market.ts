/** What the market says about what the caller did, in words. */
import type { Entry, Table } from "../table.ts";
import { ZERO } from "./shared.ts";

const NO_PERK: Entry = ["This account does not have the perk.", "Borrow without it, or stake until power and reputation suffice."];
const TOO_LITTLE: Entry = ["The position has less collateral than that.", "Lower the amount."];

export const market: Table = {
  BorrowingNotOpen: ["Governance has not opened borrowing yet.", "The overview says what is missing for it. Depositing, supplying and staking work."],
  Barred: ["This account may not borrow.", "Governance has barred it. It can repay, withdraw and supply."],
  NoAccess: NO_PERK,
  NoPerk: NO_PERK,
  Paused: ["{action} is paused until {time:until}.", "Wait until then. Repaying, adding collateral and taking supplied stablecoins out are never paused."],
  ZeroShares: ["The amount is too small to count.", "Supply more."],
  BelowMinimumShares: ["The price of a share has risen since you looked.", "Look at the new figure and try again; nothing was taken."],
  NothingSupplied: ["This account has supplied nothing.", "Choose another account in the wallet, or supply first."],
  InsufficientSupply: ["You have {stable:available} there, less than {stable:requested}.", "Lower the amount, or withdraw all."],
  InsufficientCash: ["The market has {stable:available} at hand, the rest is lent.", "Take that much now. The rising rate makes borrowers repay; come back for the rest."],
  BelowMinimumReceived: ["You would receive {stable:received}, less than the {stable:minimum} that you were shown.", "Something has changed since. Look at the new figures and try again."],
  NoCollateral: TOO_LITTLE,
  InsufficientCollateral: TOO_LITTLE,
  ExceedsMaxLtv: ["The debt would be {usd:debt}, the collateral allows {usd:limit}.", "Borrow or withdraw less, deposit more, or repay first."],
  NoDebt: ["There is no debt to repay.", "Nothing is owed; the collateral can be taken out."],
  BelowMinimumDebt: ["The debt would be {usd:debt}, and the smallest is {usd:minimum}.", "Borrow more, or nothing."],
  NoDepth: ["It is not known how much {asset:asset} the pools can take.", "Nobody can borrow until the oracle knows it again."],
  InsuranceTooSmall: ["The insurance has {usd:insurance}, and borrowing opens at {usd:needed}.", "Wait until it has grown."],
  AccountCapExceeded: ["One account may borrow {stable:available} more at present.", "Borrow less: this cap follows the depth of the pools."],
  DebtCapExceeded: ["All borrowers together may borrow {stable:available} more at present.", "Borrow less, or wait until others repay or the pools deepen."],
  WithdrawalOverCap: ["The debt of {usd:debt} is over the cap of {usd:cap}.", "Repay a part first: collateral of such a debt stays."],
  DebtCeilingExceeded: ["The debt ceiling leaves {stable:available}.", "Borrow less, or wait until others repay or governance raises it."],
  StressBoundExceeded: ["What insurance and ETH could cover in a crash leaves {stable:available}.", "Borrow less, or wait until the insurance has grown."],
  TooManyUnsettledBatches: ["Your claim is in {unsettled} purchases that are not done.", "Wait until some of them have settled."],
  Healthy: ["The position is healthy: {health:health}.", "Another liquidator was faster, or the price has risen. Choose another position."],
  CoolOff: ["The position has borrowed in this block.", "Try again in the next one."],
  WouldLeaveDust: ["A debt of {usd:debt} would stay, and the smallest is {usd:minimum}.", "Repay more, enough that nothing is left."],
  BelowMinimumCollateral: ["You would receive {qer:received}, less than {qer:minimum}.", "Look at the new quote and try again; you have paid nothing but the fee."],
  BelowMinimumEth: ["You would receive {eth:received}, less than {eth:minimum}.", "Look at the new quote and try again."],
  NothingToCollect: ["There is nothing to collect now.", "What is being bought can be collected when its batch has settled."],
  BatchNotDue: ["The batch has {stable:amount} of {stable:min_size}.", "It is due when it is full, or at {time:due_at}."],
  PurchasesPaused: ["Purchases are paused until {time:until}.", "Wait until then; the claim stays in stablecoins."],
  NothingSeizableNow: ["Nothing can be seized now.", "{free:capacity_at}"],
  ZeroAmount: ZERO,
  IndexTooHigh: ["Debt has grown so far that the market lends nothing new.", "Repaying and withdrawing work. Nothing else can be done."],
  BatchTooSmall: ["The batch has {stable:amount}, and the smallest order is {stable:min_order}.", "It waits in the market until more is borrowed; the claim stays in stablecoins."],
  NoCapacity: ["As many purchases are under way as there may be.", "Wait until some of them have arrived; the claim stays in stablecoins meanwhile."],
};

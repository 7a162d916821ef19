/** What a contract said about what the caller did, in words. The kinds are those of the client's generated errors. */
import { formatAmount, formatShort } from "../core/amount.ts";
import { decimal, formatHealth, formatUsd } from "../core/decimal.ts";
import { date } from "../core/time.ts";
import type { ParsedError } from "@qerun/client";
import { clean, type Names, type Words } from "./said.ts";

const DECIMAL = /^[0-9]+(\.[0-9]+)?$/;

/** Words for what a contract said; undefined for what nobody meets on this page, or only governance does. */
export function contractWords({ contract, kind, fields }: ParsedError, names: Names): Words | undefined {
  const field = (name: string) => clean(String((fields as Record<string, unknown>)[name] ?? ""));
  const amount = (name: string, { decimals, symbol }: { decimals: number; symbol: string }) =>
    /^[0-9]+$/.test(field(name)) ? `${formatAmount(BigInt(field(name)), decimals)} ${symbol}` : field(name);
  const stable = (name: string) => amount(name, names.stable);
  const qer = (name: string) => amount(name, names.qer);
  const eth = (name: string) =>
    /^[0-9]+$/.test(field(name)) ? `${formatShort(BigInt(field(name)), names.eth.decimals, 8)} ${names.eth.symbol}` : field(name);
  const usd = (name: string) => (DECIMAL.test(field(name)) ? formatUsd(decimal(field(name))) : field(name));
  const time = (name: string) => (/^[0-9]+$/.test(field(name)) ? date(Number(field(name))) : field(name));
  // Contracts name an asset by its id in the oracle, people by its symbol.
  const asset = () => [names.qer, names.stable, names.eth].find(({ oracle }) => oracle === field("asset"))?.symbol ?? field("asset");
  const words = (what: string, remedy: string): Words => ({ what, remedy });
  // These are the same words in several contracts.
  const place = /^(Price|Access|Parameter|Math)\./.test(kind) ? kind : `${contract}/${kind}`;
  switch (place) {
    case "Price.Missing":
      return words(`There is no price of ${asset()} yet.`, "Wait until the oracle has one. Repaying and adding collateral work without it.");
    case "Price.Expired":
      return words(`The price of ${asset()} is too old.`, "Wait for a fresh one; anyone may poke the oracle. Repaying and adding collateral work meanwhile.");
    case "Price.NotLive":
      return words(`The price of ${asset()} is ${field("status")}.`, "Wait until its sources agree again. Repaying and adding collateral work meanwhile.");
    case "Price.Grace":
      return words(`The price of ${asset()} has just come back.`, `Nobody is liquidated before ${time("grace_ends")}; wait until then.`);
    case "market/BorrowingNotOpen":
      return words("Governance has not opened borrowing yet.", "The overview says what is missing for it. Depositing, supplying and staking work.");
    case "market/Barred":
      return words("This account may not borrow.", "Governance has barred it. It can repay, withdraw and supply.");
    case "market/NoAccess":
    case "market/NoPerk":
      return words("This account does not have the perk.", "Borrow without it, or stake until power and reputation suffice.");
    case "market/Paused":
      return words(`${field("action")} is paused until ${time("until")}.`, "Wait until then. Repaying, adding collateral and taking supplied stablecoins out are never paused.");
    case "market/ZeroShares":
      return words("The amount is too small to count.", "Supply more.");
    case "market/BelowMinimumShares":
      return words("The price of a share has risen since you looked.", "Look at the new figure and try again; nothing was taken.");
    case "market/NothingSupplied":
      return words("This account has supplied nothing.", "Choose another account in the wallet, or supply first.");
    case "market/InsufficientSupply":
      return words(`You have ${stable("available")} there, less than ${stable("requested")}.`, "Lower the amount, or withdraw all.");
    case "market/InsufficientCash":
      return words(`The market has ${stable("available")} at hand, the rest is lent.`, "Take that much now. The rising rate makes borrowers repay; come back for the rest.");
    case "market/BelowMinimumReceived":
      return words(`You would receive ${stable("received")}, less than the ${stable("minimum")} that you were shown.`, "Something has changed since. Look at the new figures and try again.");
    case "market/NoCollateral":
    case "market/InsufficientCollateral":
      return words("The position has less collateral than that.", "Lower the amount.");
    case "market/ExceedsMaxLtv":
      return words(`The debt would be ${usd("debt")}, the collateral allows ${usd("limit")}.`, "Borrow or withdraw less, deposit more, or repay first.");
    case "market/NoDebt":
      return words("There is no debt to repay.", "Nothing is owed; the collateral can be taken out.");
    case "market/BelowMinimumDebt":
      return words(`The debt would be ${usd("debt")}, and the smallest is ${usd("minimum")}.`, "Borrow more, or nothing.");
    case "market/NoDepth":
      return words(`It is not known how much ${asset()} the pools can take.`, "Nobody can borrow until the oracle knows it again.");
    case "market/InsuranceTooSmall":
      return words(`The insurance has ${usd("insurance")}, and borrowing opens at ${usd("needed")}.`, "Wait until it has grown.");
    case "market/AccountCapExceeded":
      return words(`One account may borrow ${stable("available")} more at present.`, "Borrow less: this cap follows the depth of the pools.");
    case "market/DebtCapExceeded":
      return words(`All borrowers together may borrow ${stable("available")} more at present.`, "Borrow less, or wait until others repay or the pools deepen.");
    case "market/WithdrawalOverCap":
      return words(`The debt of ${usd("debt")} is over the cap of ${usd("cap")}.`, "Repay a part first: collateral of such a debt stays.");
    case "market/DebtCeilingExceeded":
      return words(`The debt ceiling leaves ${stable("available")}.`, "Borrow less, or wait until others repay or governance raises it.");
    case "market/StressBoundExceeded":
      return words(`What insurance and ETH could cover in a crash leaves ${stable("available")}.`, "Borrow less, or wait until the insurance has grown.");
    case "market/TooManyUnsettledBatches":
      return words(`Your claim is in ${field("unsettled")} purchases that are not done.`, "Wait until some of them have settled.");
    case "market/Healthy":
      return words(`The position is healthy: ${DECIMAL.test(field("health")) ? formatHealth(decimal(field("health"))) : field("health")}.`, "Another liquidator was faster, or the price has risen. Choose another position.");
    case "market/CoolOff":
      return words("The position has borrowed in this block.", "Try again in the next one.");
    case "market/WouldLeaveDust":
      return words(`A debt of ${usd("debt")} would stay, and the smallest is ${usd("minimum")}.`, "Repay more, enough that nothing is left.");
    case "market/BelowMinimumCollateral":
      return words(`You would receive ${qer("received")}, less than ${qer("minimum")}.`, "Look at the new quote and try again; you have paid nothing but the fee.");
    case "market/BelowMinimumEth":
      return words(`You would receive ${eth("received")}, less than ${eth("minimum")}.`, "Look at the new quote and try again.");
    case "market/NothingToCollect":
      return words("There is nothing to collect now.", "What is being bought can be collected when its batch has settled.");
    case "market/BatchNotDue":
      return words(`The batch has ${stable("amount")} of ${stable("min_size")}.`, `It is due when it is full, or at ${time("due_at")}.`);
    case "market/PurchasesPaused":
      return words(`Purchases are paused until ${time("until")}.`, "Wait until then; the claim stays in stablecoins.");
    case "voting/UnknownTier":
      return words(`There is no tier ${field("tier")}.`, "Choose another.");
    case "voting/NotEnoughStaked":
      return words(`Tier ${field("tier")} holds ${qer("staked")} of yours.`, "Lower the amount, or choose another tier.");
    case "voting/NotHigherTier":
      return words("A stake moves up only.", "To move down, unstake and stake again when it has unbonded.");
    case "voting/TooManyClaims":
      return words(`You have ${field("max")} claims that are not paid.`, "Claim what is free, then unstake more.");
    case "voting/NothingToClaim":
      return words("Nothing is free yet.", "Wait until the unbonding is over; the list shows when.");
    case "voting/Paused":
      return words(`Staking is paused until ${time("until")}.`, "Unstaking and claiming work meanwhile.");
    case "voting/HookRefused":
      return words("A contract of the rewards fails, so nobody can stake now.", "Unstaking and claiming work. Governance has to repair it.");
    case "timelock/UnknownOperation":
      return words(`There is no operation ${field("id")}.`, "Look at the list.");
    case "timelock/WrongPhase":
      return words(`Operation ${field("id")} is ${field("phase")}.`, "Others were faster; look at the list.");
    case "timelock/Expired":
      return words(`Operation ${field("id")} expired at ${time("expired_at")}.`, "It has to be proposed again.");
    case "timelock/NotReady":
      return words(`Operation ${field("id")} waits until ${time("ready_at")}.`, "Execute it then.");
    case "timelock/MissingApproval":
      return words(`Operation ${field("id")} needs the approval of the ${field("approver")}.`, "Only they can give it.");
    case "timelock/WrongBond":
      return words(`The bond of operation ${field("id")} is ${qer("bond")}.`, "Send exactly that.");
    case "airdrop/NotStarted":
      return words(`Claims begin at ${time("start")}.`, "Come back then.");
    case "airdrop/Ended":
      return words(`Claims ended at ${time("end")}.`, "What was left has gone to the treasury.");
    case "airdrop/Claimed":
      return words(`This account has claimed ${qer("amount")} already.`, "There is nothing more for it.");
    case "airdrop/WrongProof":
      return words("This proof is not for this account.", "Choose the account that the list names, or ask for its proof.");
    case "Access.Unauthorized":
      return words(`Only the ${field("role")} may do this.`, "Choose another account in the wallet.");
    case "market/NothingSeizableNow":
      return words("Nothing can be seized now.", field("capacity_at") === "0" ? "Wait for a price of ETH." : `Liquidators have used up this hour's cap; there is more from ${time("capacity_at")}.`);
    case "reserve/BuybackNotOpen":
      return words("Governance has not opened the buyback yet.", "The overview says what is missing for it.");
    case "reserve/BuybackOff":
      return words("The buyback is switched off.", "Governance has set no level of ETH above which it sells. Look again later.");
    case "reserve/DeficitOpen":
      return words("ETH is being sold for a deficit first.", "That one can be bought with stablecoins; the buyback goes on after it.");
    case "reserve/NothingForSale":
      return words("Nothing is for sale any more.", "Others were faster. Look again later.");
    case "reserve/BelowMinimumEth":
      return words(`You would receive ${eth("received")}, less than ${eth("minimum")}.`, "Prices have moved, or others were faster. Look at the new price and try again.");
    case "reserve/EarmarkUnreadable":
      return words("The reserve cannot read what the market has earmarked.", "Nothing is sold until governance has repaired that.");
    case "reserve/NothingWaiting":
      return words("Nothing waits to be sent.", "There is nothing to do.");
    case "market/ZeroAmount":
    case "voting/ZeroAmount":
    case "reserve/ZeroAmount":
    case "several/ZeroAmount":
    case "token/Cw20.InvalidZeroAmount":
      return words("The amount is nothing, or too small to count.", "Type a larger one.");
    case "market/IndexTooHigh":
      return words("Debt has grown so far that the market lends nothing new.", "Repaying and withdrawing work. Nothing else can be done.");
    case "market/BatchTooSmall":
      return words(`The batch has ${stable("amount")}, and the smallest order is ${stable("min_order")}.`, "It waits in the market until more is borrowed; the claim stays in stablecoins.");
    case "market/NoCapacity":
      return words("As many purchases are under way as there may be.", "Wait until some of them have arrived; the claim stays in stablecoins meanwhile.");
    case "reserve/BelowMinOrder":
      return words(`The batch has ${stable("funds")}, and the smallest order is ${stable("min_order")}.`, "It waits in the market until more is borrowed.");
    case "reserve/BatchCapacity":
    case "reserve/OrderCapacity":
    case "reserve/InFlightCapacity":
      return words("As many purchases are under way as there may be.", "Wait until some of them have arrived, then try again; what waits stays in stablecoins.");
    case "reserve/Paused":
    case "several/Paused":
    case "several/PurchasesPaused":
      return words(`Purchases are paused until ${time("until")}.`, "Wait until then; what waits stays in stablecoins.");
    case "reserve/UnknownOrder":
      return words(`There is no order ${field("order_id")}.`, "Look at the list again.");
    case "reserve/NotReturning":
      return words(`Order ${field("order_id")} is not on its way back any more: it is ${field("status").replaceAll('"', "").toLowerCase()}.`, "Others were faster, or its word has come. Look at the list again.");
    case "reserve/NotCovered":
      return words("No ETH is here that is not accounted for, or too little of it.", "It has not arrived yet. If the other chain holds it, have it sent again there.");
    case "emissions/NothingDue":
      return words("Nothing is due since the last release.", "Somebody has just released it. Claim again in a moment.");
    case "emissions/TooLittlePower":
      return words("Too little is staked in all, so nothing is released.", "What is due waits until others stake.");
    case "emissions/UnknownStream":
    case "emissions/Ended":
      return words("This stream of rewards is over, or there is none of that name.", "Reload the page, and claim what is credited.");
    case "airdrop/AboveTotal":
      return words("The list gives away more than there was.", "Nothing is left. Tell whoever made the list.");
    case "airdrop/Returned":
      return words("What nobody had claimed has gone to the treasury.", "There is nothing more to claim.");
    case "airdrop/Hash":
      return words("The line of the list is damaged.", "Take it anew from the published list.");
    case "timelock/BondsNotCovered":
      return words("The timelock holds less than the bonds that it keeps.", "Nobody’s bond can be paid back now. Governance has to find out why.");
    case "timelock/InvalidMessage":
    case "timelock/InvalidFields":
      return words(`The ${field("name")} message does not have the fields that it should.`, "Compare it with the contract’s README, or use the command line, which makes it.");
    case "timelock/BondTokenAllowance":
      return words(`No operation may let anybody spend the ${names.qer.symbol} kept there.`, "Pay it out by a transfer instead: the bonds of others are among it.");
    case "timelock/FixedClass":
      return words(`How strictly ${field("key")} is classed cannot be set.`, "Leave it out of the proposal.");
    case "timelock/NotItself":
      return words(`The ${field("field")} cannot be the timelock itself.`, "Name another address in the proposal.");
    case "Parameter.OutOfBounds":
    case "Parameter.Step":
      return words(`${field("name")} would be ${field("value")}; ${field("min")} to ${field("max")} is allowed.`, "Choose a value in between; a parameter moves by a step at a time.");
    case "Parameter.CoolDown":
      return words(`It may change again from ${time("ready_at")}.`, "Wait until then.");
    case "Math.Overflow":
    case "Math.OutOfRange":
    case "Math.PartExceedsWhole":
    case "Math.DivisionByZero":
      return words("The amount leads beyond what the contract computes with.", "Choose a smaller one; nothing was changed.");
    default:
      return undefined;
  }
}

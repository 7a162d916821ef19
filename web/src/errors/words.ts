/** What went wrong and what to do about it, in words. */
import { formatAmount, formatShort } from "../core/amount.ts";
import { decimal, formatHealth, formatUsd } from "../core/decimal.ts";
import { date } from "../core/time.ts";
import { shorten, visible } from "../core/text.ts";
import { parseError, type ParsedError } from "@qerun/client";
import type { Site } from "../chain/deployment.ts";

/** `what` happened; `remedy` is what the reader can do. */
export interface Words {
  readonly what: string;
  readonly remedy: string;
}

type Names = Pick<Site, "qer" | "stable" | "eth" | "fee"> & { readonly home: { readonly chainId: string } };

/** Words for a reason of `reason` in tx/flow.ts. Never throws: what is not known is shown as it was said. */
export function wordsFor(why: string, names: Names): Words {
  const [kind = "", ...rest] = why.split(":");
  const said = rest.join(":");
  switch (kind) {
    case "wallet":
      return walletWords(rest[0] ?? "", rest.slice(1).join(":"), names);
    case "node":
      return nodeWords(rest[0] ?? "", rest.slice(1).join(":"));
    case "fee": {
      const { symbol, decimals } = names.fee;
      const [, needed = "0", has = "0"] = rest;
      const amount = (units: string) => `${formatAmount(BigInt(units), decimals)} ${symbol}`;
      return {
        what: `The fee is ${amount(needed)}, and this account has ${amount(has)}.`,
        remedy: `Get some ${symbol} on this account; nothing was sent.`,
      };
    }
    case "bad-node":
      return { what: "The node is not in step with the chain.", remedy: "Wait for it, or choose another node in the settings; nothing was sent." };
    case "expired":
      return { what: "No block has taken the transaction in time.", remedy: "It can no longer happen. Send it again; a busy chain may ask for a higher fee." };
    default:
      return chainWords(said, names);
  }
}

function walletWords(problem: string, said: string, names: Names): Words {
  switch (problem) {
    case "rejected":
      return { what: "You did not sign.", remedy: "Nothing was sent. What you typed is still here." };
    case "locked":
      return { what: "The wallet is locked.", remedy: "Unlock it and try again; nothing was sent." };
    case "unknown-chain":
      return { what: `The wallet does not know the chain ${names.home.chainId}.`, remedy: "Add the chain to the wallet, or let this page suggest it, then connect again." };
    case "other-account":
      return {
        what: `The wallet has another account now: ${shorten(said)}.`,
        remedy: "Nothing was sent. The page follows the wallet: look at the figures of this account before you go on.",
      };
    case "other-key":
      return { what: `This account has a key of the kind ${said}, which the page cannot use.`, remedy: "Choose an account with a secp256k1 key." };
    default:
      return { what: `The wallet says: ${clean(said)}`, remedy: "Nothing was sent, as far as the page knows. Try again." };
  }
}

function nodeWords(problem: string, url: string): Words {
  const remedy = "Check your connection, or choose another node in the settings. What you typed is still here.";
  if (problem === "status") return { what: `The node ${url} refuses requests.`, remedy };
  if (problem === "nonsense") return { what: `${url} does not answer as a node does.`, remedy };
  return { what: `The node ${url} cannot be reached.`, remedy };
}

/** Whether the chain refuses the sequence number: another transaction of the account went first. */
export function isOutOfTurn(said: string): boolean {
  return /account sequence mismatch|sdk 32\b/.test(said);
}

/** Words for what a chain or a contract said. */
export function chainWords(said: string, names: Names): Words {
  const known = contractWords(parseError(said), names);
  if (known) return known;
  if (isOutOfTurn(said)) {
    return { what: "Another transaction of this account went first.", remedy: "Nothing happened. Wait for the other one, then try again." };
  }
  if (/out of gas|sdk 11\b/.test(said)) return { what: "The gas did not suffice.", remedy: "Others changed what your transaction met. Only the fee was lost; try again." };
  if (/insufficient fee|sdk 13\b/.test(said)) return { what: "The chain asks for a higher fee now.", remedy: "Try again with a higher fee in the wallet." };
  if (/insufficient funds|spendable balance|sdk 5\b/.test(said)) return { what: "This account has too little for it.", remedy: "Lower the amount, or get more first." };
  if (/Cannot Sub with given operands|Overflow: Cannot Sub/i.test(said)) return { what: `This account has too little ${names.qer.symbol}.`, remedy: "Lower the amount; what is staked or deposited does not count." };
  if (/timeout height|sdk 30\b/.test(said)) return { what: "The transaction came too late.", remedy: "It can no longer happen. Send it again." };
  if (/account .* not found|key not found/i.test(said)) return { what: "The chain does not know this account yet.", remedy: `Receive something on it first, for example ${names.fee.symbol} for fees.` };
  return { what: `The chain says: ${clean(said)}`, remedy: "Nothing was changed." };
}

/** Chain data as text: short, and without characters that nobody sees. */
function clean(said: string): string {
  const text = visible(said).trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function contractWords({ contract, kind, fields }: ParsedError, names: Names): Words | undefined {
  const field = (name: string) => String((fields as Record<string, unknown>)[name] ?? "");
  const amount = (name: string, { decimals, symbol }: { decimals: number; symbol: string }) =>
    /^[0-9]+$/.test(field(name)) ? `${formatAmount(BigInt(field(name)), decimals)} ${symbol}` : field(name);
  const stable = (name: string) => amount(name, names.stable);
  const qer = (name: string) => amount(name, names.qer);
  const eth = (name: string) =>
    /^[0-9]+$/.test(field(name)) ? `${formatShort(BigInt(field(name)), names.eth.decimals, 8)} ${names.eth.symbol}` : field(name);
  const usd = (name: string) => (/^[0-9.]+$/.test(field(name)) ? formatUsd(decimal(field(name))) : field(name));
  const time = (name: string) => (/^[0-9]+$/.test(field(name)) ? date(Number(field(name))) : field(name));
  const words = (what: string, remedy: string): Words => ({ what, remedy });
  // Prices and roles are the same words in several contracts.
  const place = kind.startsWith("Price.") || kind.startsWith("Access.") ? kind : `${contract}/${kind}`;
  switch (place) {
    case "Price.Missing":
      return words(`There is no price of ${field("asset")} yet.`, "Wait until the oracle has one. Repaying and adding collateral work without it.");
    case "Price.Expired":
      return words(`The price of ${field("asset")} is too old.`, "Wait for a fresh one; anyone may poke the oracle. Repaying and adding collateral work meanwhile.");
    case "Price.NotLive":
      return words(`The price of ${field("asset")} is ${field("status")}.`, "Wait until its sources agree again. Repaying and adding collateral work meanwhile.");
    case "Price.Grace":
      return words(`The price of ${field("asset")} has just come back.`, `Nobody is liquidated before ${time("grace_ends")}; wait until then.`);
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
      return words(`It is not known how much ${field("asset")} the pools can take.`, "Nobody can borrow until the oracle knows it again.");
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
      return words(`The position is healthy: ${/^[0-9.]+$/.test(field("health")) ? formatHealth(decimal(field("health"))) : field("health")}.`, "Another liquidator was faster, or the price has risen. Choose another position.");
    case "market/CoolOff":
      return words("The position has borrowed in this block.", "Try again in the next one.");
    case "market/WouldLeaveDust":
      return words(`A debt of ${usd("debt")} would stay, and the smallest is ${usd("minimum")}.`, "Send more.");
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
    case "reserve/NothingWaiting":
      return words("Nothing waits to be sent.", "There is nothing to do.");
    default:
      return undefined;
  }
}

/** What went wrong and what to do about it, in words. */
import { formatAmount } from "../core/amount.ts";
import { parseError } from "@qerun/client";
import { ODD_ANSWER } from "../chain/reader.ts";
import { contractWords } from "./contract-words.ts";
import { clean, type Names, type Words } from "./said.ts";
import { connectWords, walletWords } from "./wallet-words.ts";

export type { Names, Words };

/** Words for a reason of `reason` in tx/flow.ts. Never throws: what is not known is shown as it was said. */
export function wordsFor(why: string, names: Names): Words {
  const [kind = "", ...rest] = why.split(":");
  const said = rest.join(":");
  switch (kind) {
    case "wallet":
      return walletWords(rest[0] ?? "", rest.slice(1).join(":"), names.home.chainId);
    case "connect":
      return connectWords(rest[0] ?? "", rest.slice(1).join(":"), names.home.chainId);
    case "node":
      return nodeWords(rest[0] ?? "", rest.slice(1).join(":"));
    case "fee": {
      const { symbol, decimals } = names.fee;
      const [needed = "0", has = "0", spent = "0"] = rest;
      const amount = (units: string) => `${/^[0-9]+$/.test(units) ? formatAmount(BigInt(units), decimals) : "?"} ${symbol}`;
      if (spent !== "0") {
        return {
          what: `You spend ${amount(spent)} and the fee is ${amount(needed)}, and this account has ${amount(has)}.`,
          remedy: "Lower the amount, so that the fee is left; nothing was sent.",
        };
      }
      return {
        what: `The fee is ${amount(needed)}, and this account has ${amount(has)}.`,
        remedy: `Get some ${symbol} on this account; nothing was sent.`,
      };
    }
    case "gas":
      return { what: `The node says that this uses ${clean(said)} gas, more than any transaction needs.`, remedy: "Choose another node in the settings; nothing was sent." };
    case "bad-node":
      return { what: "The node is not in step with the chain.", remedy: "Wait for it, or choose another node in the settings; nothing was sent." };
    case "expired":
      return { what: "No block has taken the transaction in time.", remedy: "It can no longer happen. Send it again; a busy chain may ask for a higher fee." };
    default:
      return chainWords(said, names);
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
  if (said.startsWith(ODD_ANSWER)) {
    return {
      what: `The node answers “${said.slice(ODD_ANSWER.length)}” with what no contract of this page answers.`,
      remedy: "Choose another node in the settings. If it stays so, tell whoever hosts this page.",
    };
  }
  const error = parseError(said);
  const known = contractWords(error, names);
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
  if (/No rewards claimable/.test(said)) return { what: "There are no rewards to claim.", remedy: "Others’ changes may have moved them: look at the figure again." };
  if (/request must be <= claimable/.test(said)) return { what: "Nothing more has vested since you claimed.", remedy: "Come back later; the room shows when it goes on." };
  if (/not distributing funds/.test(said)) return { what: "The tokens have not been put into this contract yet.", remedy: "Wait until whoever deployed it has funded it." };
  if (error.contract !== "unknown") {
    return {
      what: `${error.contract === "several" ? "A contract" : `The ${error.contract}`} refuses: ${clean(error.text)}`,
      remedy: "Nothing was changed. This is a matter of governance or of this page, not of yours: tell whoever hosts it.",
    };
  }
  return { what: `The chain says: ${clean(said)}`, remedy: "Nothing was changed. Try again later; if it stays so, tell whoever hosts this page." };
}

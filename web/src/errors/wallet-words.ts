/** What a wallet did not do, in words: it is asked for the account first, and to sign later. */
import { shorten } from "../core/text.ts";
import { clean, type Words } from "./said.ts";

/** What a wallet did not do when it was asked to sign. */
export function walletWords(problem: string, said: string, chainId: string): Words {
  const nothing = "Nothing was sent.";
  switch (problem) {
    case "rejected":
      return { what: "You did not sign.", remedy: `${nothing} What you typed is still here.` };
    case "locked":
      return { what: "The wallet is locked.", remedy: "Unlock it and try again; nothing was sent." };
    case "other-account":
      return {
        // The address, or what the wallet said of it.
        what: `The wallet has another account now${/\s/.test(said) ? "" : `: ${shorten(said)}`}.`,
        remedy: `${nothing} The page follows the wallet: look at the figures of this account before you go on.`,
      };
    case "interrupted":
      return { what: "The wallet was interrupted.", remedy: `${nothing} Close its window if one is still open, then try again.` };
    case "other-content":
      return { what: "The wallet signed another transaction than the one that you see here.", remedy: `${nothing} Do not use this wallet before you know why.` };
    case "failed":
      return { what: `The wallet says: ${clean(said)}`, remedy: "Nothing was sent, as far as the page knows. Try again." };
    default: {
      const { what, remedy } = connectWords(problem, said, chainId);
      return { what, remedy: `${nothing} ${remedy}` };
    }
  }
}

/** What a wallet did not do when it was asked for the account. */
export function connectWords(problem: string, said: string, chainId: string): Words {
  switch (problem) {
    case "rejected":
      return { what: "The wallet was not connected.", remedy: "Connect it when you want to; looking needs no wallet." };
    case "locked":
      return { what: "The wallet is locked.", remedy: "Unlock it and try again." };
    case "empty":
      return { what: "The wallet has no account yet.", remedy: "Make one in it, then connect again." };
    case "unknown-chain":
      return { what: `The wallet does not know the chain ${chainId}.`, remedy: "Add the chain to the wallet, then connect again." };
    case "other-chain":
      return {
        what: `What the wallet knows as ${chainId} is another chain: its account there is ${shorten(clean(said))}.`,
        remedy: "Remove that chain in the wallet, then connect again; the page suggests the right one.",
      };
    case "other-key":
      return { what: `This account has a key of the kind ${clean(said)}, which the page cannot use.`, remedy: "Choose an account with a secp256k1 key." };
    case "interrupted":
      return { what: "The wallet was interrupted.", remedy: "Try again." };
    case "gone":
      return { what: "The wallet was updated or started anew, and this page cannot reach it any more.", remedy: "Reload the page." };
    default:
      return { what: `The wallet says: ${clean(said)}`, remedy: "Try again." };
  }
}

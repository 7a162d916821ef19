/**
 * Why a wallet did not do what it was asked to. Wallets throw texts, not types: Keplr's cross to the page as messages of plain
 * errors, without class or code. The texts below are those of Keplr 0.12 and of Leap.
 */

export type WalletProblem =
  | "rejected"
  | "locked"
  /** The wallet has no account yet. */
  | "empty"
  | "unknown-chain"
  /** The wallet knows another chain by this id. */
  | "other-chain"
  | "other-account"
  | "other-key"
  /** What came back signed is not what it was given to sign. */
  | "other-content"
  /** The extension was stopped while it was asked. */
  | "interrupted"
  /** The extension was updated or reloaded: this page cannot reach it any more. */
  | "gone"
  | "failed";

export class WalletError extends Error {
  constructor(
    readonly problem: WalletProblem,
    readonly said: string,
  ) {
    super(said);
  }
}

const SAID: readonly (readonly [said: RegExp, problem: WalletProblem])[] = [
  [/reject|declined|cancel|denied/i, "rejected"],
  [/create their accounts? first|key ?ring is empty/i, "empty"],
  [/locked|unlock|no account|key store is not loaded/i, "locked"],
  [/no (modular )?chain info|chain (is )?not (found|supported|added)|unknown chain|invalid chain ?id/i, "unknown-chain"],
  // The account was switched between the page's last look at it and the signature.
  [/signer mismatched/i, "other-account"],
  [/context invalidated/i, "gone"],
  [/(channel|port) (is )?closed|receiving end does not exist/i, "interrupted"],
];

/** Sorts what a wallet threw. */
export function walletError(thrown: unknown): WalletError {
  if (thrown instanceof WalletError) return thrown;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const problem = SAID.find(([words]) => words.test(said))?.[1] ?? "failed";
  return new WalletError(problem, said);
}

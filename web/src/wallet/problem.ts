/** Why a wallet did not do what it was asked to. Wallets throw texts, not types; these are what Keplr and Leap say. */

export type WalletProblem = "rejected" | "locked" | "unknown-chain" | "other-account" | "other-key" | "failed";

export class WalletError extends Error {
  constructor(
    readonly problem: WalletProblem,
    readonly said: string,
  ) {
    super(said);
  }
}

/** Sorts what a wallet threw. */
export function walletError(thrown: unknown): WalletError {
  if (thrown instanceof WalletError) return thrown;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  if (/reject|declined|cancel|denied/i.test(said)) return new WalletError("rejected", said);
  if (/locked|unlock|no account|key store is not loaded/i.test(said)) return new WalletError("locked", said);
  if (/no (modular )?chain info|not (found|supported|added)|unknown chain|invalid chain id/i.test(said)) {
    return new WalletError("unknown-chain", said);
  }
  return new WalletError("failed", said);
}

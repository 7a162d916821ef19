/**
 * The life of a transaction: typed, simulated, signed, included, settled over IBC. Pure: what happens is an event, and
 * `next` says what that makes of it. What does not fit the state changes nothing, so a late answer cannot undo anything.
 */
import type { Fee } from "./encode.ts";
import type { Outcome } from "./purchase.ts";

/** What has to come after the block, if anything: a batch whose ETH is being bought. */
export interface Purchase {
  readonly batchId: string;
}

export type Tx =
  | { readonly phase: "simulating" }
  | { readonly phase: "ready"; readonly fee: Fee; readonly gasUsed: bigint }
  | { readonly phase: "signing"; readonly fee: Fee }
  /** Signed and perhaps sent: from here on it may happen, until its last block has passed. */
  | { readonly phase: "sent"; readonly hash: string; readonly timeoutHeight: number }
  | { readonly phase: "included"; readonly hash: string; readonly height: number; readonly gasUsed: bigint }
  | { readonly phase: "settling"; readonly hash: string; readonly height: number; readonly purchase: Purchase }
  | { readonly phase: "settled"; readonly hash: string; readonly height: number; readonly outcome: Outcome }
  /** Nothing happened, and nothing will. `paid`: the fee was taken. */
  | { readonly phase: "failed"; readonly why: string; readonly paid: boolean; readonly hash?: string };

export type TxEvent =
  | { readonly kind: "simulated"; readonly fee: Fee; readonly gasUsed: bigint }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "asked" }
  | { readonly kind: "signed"; readonly hash: string; readonly timeoutHeight: number }
  | { readonly kind: "found"; readonly height: number; readonly gasUsed: bigint; readonly error?: string; readonly purchase?: Purchase }
  /** It was in no block up to this height. */
  | { readonly kind: "missing"; readonly height: number }
  /** The batch has settled, for better or worse. */
  | { readonly kind: "settled"; readonly outcome: Outcome };

/** Blocks for which a signed transaction stays valid. */
export const VALID_BLOCKS = 60;

/** Seconds for which somebody may look at a review: what is computed for it holds as long. */
export const REVIEW_SECONDS = 600;
/** Blocks after its last one in which a node may still be about to index it. */
const GRACE_BLOCKS = 3;

/** What an event makes of a transaction. */
export function next(tx: Tx, event: TxEvent): Tx {
  switch (event.kind) {
    case "simulated":
      return tx.phase === "simulating" ? { phase: "ready", fee: event.fee, gasUsed: event.gasUsed } : tx;
    case "refused": {
      if (tx.phase === "simulating" || tx.phase === "ready" || tx.phase === "signing") {
        return { phase: "failed", why: event.why, paid: false };
      }
      return tx.phase === "sent" ? { phase: "failed", why: event.why, paid: false, hash: tx.hash } : tx;
    }
    case "asked":
      return tx.phase === "ready" ? { phase: "signing", fee: tx.fee } : tx;
    case "signed":
      return tx.phase === "signing" ? { phase: "sent", hash: event.hash, timeoutHeight: event.timeoutHeight } : tx;
    case "found": {
      if (tx.phase !== "sent") return tx;
      if (event.error !== undefined) return { phase: "failed", why: event.error, paid: true, hash: tx.hash };
      const { height, purchase } = event;
      return purchase
        ? { phase: "settling", hash: tx.hash, height, purchase }
        : { phase: "included", hash: tx.hash, height, gasUsed: event.gasUsed };
    }
    case "missing":
      return isOverdue(tx, event.height)
        ? { phase: "failed", why: "expired", paid: false, hash: tx.hash }
        : tx;
    case "settled":
      return tx.phase === "settling" ? { phase: "settled", hash: tx.hash, height: tx.height, outcome: event.outcome } : tx;
  }
}

/** Whether a transaction is in a block by this height, or will never be. */
export function isOverdue(tx: Tx, height: number): tx is Extract<Tx, { phase: "sent" }> {
  return tx.phase === "sent" && height > tx.timeoutHeight + GRACE_BLOCKS;
}

/** Whether something is still to come that the page must look for. */
export function isOpen(tx: Tx): boolean {
  return tx.phase === "sent" || tx.phase === "settling";
}

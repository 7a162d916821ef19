/** Where an order's money is, what comes next, and who can do something about it: in words. */
import type { Backing, Order } from "../../chain/answers/reserve.ts";
import { ago, date } from "../../core/time.ts";
import type { Site } from "../../chain/deployment.ts";

export interface OrderWords {
  /** Where it is. */
  readonly state: string;
  readonly tone: "" | "good" | "warn" | "bad";
  /** Since when, and what comes next. */
  readonly next: string;
  /** What anyone may press here to help it on. */
  readonly press?: "sync";
  /** Whether anyone may have the other chain send it on. */
  readonly retry?: true;
}

/** What the sentences need besides the order: seconds of the route and of the reserve's bounds, and the chain's time. */
export interface OrderContext {
  readonly now: number;
  /** How long an order may take to arrive. */
  readonly timeout: number;
  /** After its deadline, from when on guardian or governance may close it. */
  readonly grace: number;
  /** The other chain, as people call it. */
  readonly dex: string;
}

/** An order in words. */
export function orderWords({ status, deadline, recovered }: Order, { now, timeout, grace, dex }: OrderContext): OrderWords {
  const sent = `Sent ${ago(deadline - timeout, now)}.`;
  const closable = deadline + grace;
  const last =
    now < closable
      ? ` If nothing is heard of it, guardian or governance may close it from ${date(closable)} on.`
      : " Guardian or governance may close it now.";
  switch (status) {
    case "pending":
      return { state: "is being sent", tone: "", next: "Look again in the next block." };
    case "sent":
      return now < deadline
        ? { state: `on its way to ${dex}`, tone: "", next: `${sent} It buys there before ${date(deadline)}, or the stablecoins come back. Nobody has to press anything.` }
        : { state: `not heard of since it left for ${dex}`, tone: "warn", next: `${sent} Its time ended at ${date(deadline)}: a relayer has still to report what became of it.${last}` };
    case "returning":
      return now < deadline
        ? { state: "bought: the ETH is on its way back", tone: "good", next: sent }
        : {
            state: "bought, but the ETH has not been reported here",
            tone: "warn",
            next: `${sent} If it is held on ${dex}, anyone may have it sent again there. If it is here already, anyone may have it credited.${last}`,
            press: "sync",
            retry: true,
          };
    case "settled":
      return { state: "bought: the ETH is here", tone: "good", next: sent };
    case "refunded":
      return { state: "came back: the stablecoins wait to be sent again", tone: "warn", next: `${sent} Nothing was lost: a new order takes them.` };
    case "lost":
      return {
        state: "given up as lost",
        tone: "bad",
        next: recovered
          ? "What it bought or kept came later, and went to the protocol: the batch had been settled without it."
          : "Governance has closed it. All claims on its batch bear that in proportion, less what was made good.",
      };
  }
}

/** Why what waits in the reserve cannot be sent now; undefined if it can. */
export function cannotSend(backing: Backing, now: number, { stable }: Pick<Site, "stable">): string | undefined {
  if (now < backing.paused_until) return `Buying ETH is paused until ${date(backing.paused_until)}.`;
  if (backing.order_capacity === 0) return "As many orders are under way as there may be: it goes on when one of them ends.";
  const smallest = backing.min_order ?? 0n;
  const needed = smallest < backing.waiting ? smallest : backing.waiting;
  if (backing.capacity === 0n || backing.capacity < needed) return `As much ${stable.symbol} is under way as there may be: it goes on when some of it has arrived.`;
  return undefined;
}

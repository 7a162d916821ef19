import type { reserve } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { cannotSend, orderWords, type OrderContext } from "../../src/rooms/claims/order-words.ts";

const DEADLINE = 1_795_775_160;
const order = (status: reserve.OrderStatus, more: Partial<reserve.Order> = {}): reserve.Order => ({
  status, batch_id: 4n, amount: 5n, deadline: DEADLINE, eth_out: 0n, channel: "channel-0", receiver: "dex1outpost", min_out: 1n, expected_out: 2n, ...more,
});
/** So many seconds after the deadline. */
const at = (after: number): OrderContext => ({ now: DEADLINE + after, timeout: 600, grace: 86_400, dex: "Neutron" });

describe("an order in words", () => {
  it("that is on its way says since when, and until when", () => {
    const words = orderWords(order("sent"), at(-60));
    expect(words).toEqual({ state: "on its way to Neutron", tone: "", next: "Sent 9 minutes ago. It buys there before 2026-11-27 10:26 UTC, or the stablecoins come back. Nobody has to press anything." });
  });
  it("that nobody has heard of says who may close it, and when", () => {
    expect(orderWords(order("sent"), at(0)).next).toContain("a relayer has still to report what became of it. If nothing is heard of it, guardian or governance may close it from 2026-11-28 10:26 UTC on.");
    expect(orderWords(order("sent"), at(86_400)).next).toContain("Guardian or governance may close it now.");
  });
  it("that was bought offers help only when its time is over", () => {
    expect(orderWords(order("returning"), at(-1))).toMatchObject({ tone: "good", state: "bought: the ETH is on its way back" });
    expect(orderWords(order("returning"), at(-1)).press).toBeUndefined();
    expect(orderWords(order("returning"), at(0))).toMatchObject({ tone: "warn", press: "sync", retry: true });
  });
  it.each([
    ["pending", "is being sent", "Look again"],
    ["settled", "bought: the ETH is here", "Sent 15 minutes ago."],
    ["refunded", "came back: the stablecoins wait to be sent again", "a new order takes them"],
    ["lost", "given up as lost", "in proportion"],
  ] as const)("%s", (status, state, next) => {
    const words = orderWords(order(status), at(300));
    expect(words.state).toBe(state);
    expect(words.next).toContain(next);
    expect(words.press).toBeUndefined();
  });
  it("that was lost and came later says whose that is", () => {
    expect(orderWords(order("lost", { recovered: true }), at(0)).next).toContain("went to the protocol");
  });
});

describe("what waits", () => {
  const backing = { waiting: 100n, capacity: 1_000n, order_capacity: 2, min_order: 50n, paused_until: 0, batch_capacity: 1, encumbered: 0n, in_flight: 0n, open_batches: 1, open_orders: 0, unencumbered: 0n } satisfies reserve.Backing;
  const site = { stable: { symbol: "USDC", name: "", decimals: 6, oracle: "usdc", home: "", dex: "" } };
  it("can be sent up to the caps, and then it is said which", () => {
    expect(cannotSend(backing, DEADLINE, site)).toBeUndefined();
    expect(cannotSend({ ...backing, paused_until: DEADLINE + 1 }, DEADLINE, site)).toBe("Buying ETH is paused until 2026-11-27 10:26 UTC.");
    expect(cannotSend({ ...backing, paused_until: DEADLINE }, DEADLINE, site)).toBeUndefined();
    expect(cannotSend({ ...backing, order_capacity: 0 }, DEADLINE, site)).toContain("As many orders");
    expect(cannotSend({ ...backing, capacity: 49n }, DEADLINE, site)).toContain("As much USDC");
    // A remainder below the smallest order is sent whole.
    expect(cannotSend({ ...backing, capacity: 49n, waiting: 49n }, DEADLINE, site)).toBeUndefined();
    expect(cannotSend({ ...backing, capacity: 0n, waiting: 0n }, DEADLINE, site)).toContain("As much USDC");
  });
});

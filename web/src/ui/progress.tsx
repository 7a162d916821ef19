/** Where a transaction is, from simulated to settled over IBC. */
import type { Tx } from "../tx/machine.ts";
import type { Outcome } from "../tx/purchase.ts";

type State = "done" | "now" | "later";

/** The steps of a transaction with their states. */
function stepsOf(tx: Tx): { readonly name: string; readonly state: State }[] {
  const order = ["simulating", "ready", "signing", "sent", "included", "settled"] as const;
  const at = tx.phase === "failed" ? -1 : tx.phase === "settling" ? order.indexOf("included") : order.indexOf(tx.phase);
  const state = (done: number, now: number): State => (at >= done ? "done" : at >= now ? "now" : "later");
  const steps = [
    { name: "Simulated", state: state(1, 0) },
    { name: "Signed", state: state(3, 2) },
    { name: "In a block", state: state(4, 3) },
  ];
  if (tx.phase === "settling") steps.push({ name: "ETH is being bought over IBC; this may take hours", state: "now" });
  if (tx.phase === "settled") steps.push({ name: OUTCOME_STEPS[tx.outcome], state: "done" });
  return steps;
}

const OUTCOME_STEPS: Record<Outcome, string> = {
  bought: "ETH bought",
  partly: "ETH bought with a part",
  returned: "Stablecoins came back",
  lost: "Purchase lost",
};

const WORDS: Record<State, string> = { done: "done", now: "under way", later: "to come" };

export function Progress({ tx }: { tx: Tx }) {
  if (tx.phase === "failed") return null;
  return (
    <ol class="steps" aria-live="polite">
      {stepsOf(tx).map(({ name, state }) => (
        <li key={name} class={state}>
          {name} <span class="hidden">{WORDS[state]}</span>
        </li>
      ))}
    </ol>
  );
}

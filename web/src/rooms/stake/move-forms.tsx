/** Raise stake to a higher tier, or unstake it. */
import { instruct, voting } from "@qerun/client";
import { useState } from "preact/hooks";
import { formatAmount, formatToken } from "../../core/amount.ts";
import { date, duration } from "../../core/time.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { useChainTime } from "../../ui/use.ts";
import { TierChoice } from "./tier-choice.tsx";
import { powerOf } from "./tiers.ts";

interface Props {
  readonly tiers: readonly voting.Tier[] | undefined;
  readonly stakes: readonly bigint[] | undefined;
}

export function RaiseForm({ tiers, stakes }: Props) {
  const { site } = useApp();
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(1);
  const amount = useAmount("raise", site.qer);
  const there = stakes?.[from];
  const [low, high] = [tiers?.[from], tiers?.[to]];
  const problem = amountProblem(amount, there);
  const draft = (): Draft => ({
    title: `Raise ${formatToken(amount!, site.qer)} to tier ${to}`,
    sentence: `${formatToken(amount!, site.qer)} move from tier ${from} to tier ${to}: your power grows by ${formatAmount(powerOf(amount!, high!.multiplier) - powerOf(amount!, low!.multiplier), site.qer.decimals)} from the next block on.`,
    risks: [`Moving down again means unstaking, which then takes ${duration(high!.unbonding)}.`],
    messages: [instruct(site.home.contracts.voting, voting.execute.raiseTier({ from, to, amount: amount! }))],
    fields: ["raise"],
  });
  const wrong = !low || !high ? "Choose two tiers." : to <= from ? "Choose a higher tier to raise to." : amount ? problem : "Type an amount.";
  return (
    <section class="card" aria-labelledby="raise-title">
      <h2 id="raise-title">Raise</h2>
      <TierChoice id="raise-from" label="From tier" tiers={tiers} value={from} choose={setFrom} />
      <TierChoice id="raise-to" label="To tier" tiers={tiers} value={to} choose={setTo} />
      <AmountField field="raise" label="How much to raise" unit={site.qer} max={there} maxNote={`In tier ${from}:`} problem={problem} />
      <Action label="Raise" refused={wrong} draft={draft} />
    </section>
  );
}

export function UnstakeForm({ tiers, stakes }: Props) {
  const { site } = useApp();
  const now = useChainTime();
  const [tier, setTier] = useState(0);
  const amount = useAmount("unstake", site.qer);
  const there = stakes?.[tier];
  const chosen = tiers?.[tier];
  const problem = amountProblem(amount, there);
  const draft = (): Draft => ({
    title: `Unstake ${formatToken(amount!, site.qer)}`,
    sentence: `${formatToken(amount!, site.qer)} leave tier ${tier}. You can claim them after ${duration(chosen!.unbonding)}, about ${date(now + chosen!.unbonding)}.`,
    risks: ["Their power is gone from the next block on.", "It cannot be undone: staking again begins anew."],
    messages: [instruct(site.home.contracts.voting, voting.execute.unstakeFrom({ tier, amount: amount! }))],
    fields: ["unstake"],
  });
  return (
    <section class="card" aria-labelledby="unstake-title">
      <h2 id="unstake-title">Unstake</h2>
      <TierChoice id="unstake-tier" label="Of tier" tiers={tiers} value={tier} choose={setTier} />
      <AmountField field="unstake" label="How much to unstake" unit={site.qer} max={there} maxNote={`In tier ${tier}:`} problem={problem} />
      <Action label="Unstake" refused={chosen && amount ? problem : "Type an amount."} draft={draft} />
    </section>
  );
}

function amountProblem(amount: bigint | undefined, there: bigint | undefined): string | undefined {
  return amount !== undefined && there !== undefined && amount > there ? "The tier holds less of yours." : undefined;
}

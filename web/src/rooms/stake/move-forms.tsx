/** Raise stake to a higher tier, or unstake it. */
import { instruct, voting } from "@qerun/client";
import type { Tier } from "../../chain/answers/staking.ts";
import { useState } from "preact/hooks";
import { formatAmount, formatToken, type Unit } from "../../core/amount.ts";
import { date, duration } from "../../core/time.ts";
import type { Staking } from "../../chain/staking.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { useChainTime } from "../../ui/use.ts";
import { TierChoice } from "./tier-choice.tsx";
import { fieldOf, powerOf, UNKNOWN_TIERS } from "./tiers.ts";

interface Props {
  readonly tiers: readonly Tier[] | undefined;
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
  const wrong = !tiers ? UNKNOWN_TIERS : !low || !high ? "Choose two tiers." : to <= from ? "Choose a higher tier to raise to." : amount ? problem : "Type an amount.";
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

interface UnstakeProps extends Props {
  readonly staking: Staking;
  readonly unit: Unit;
  /** What is gone with it. */
  readonly loses: string;
}

export function UnstakeForm({ staking, unit, tiers, stakes, loses }: UnstakeProps) {
  const now = useChainTime();
  const [tier, setTier] = useState(0);
  const field = fieldOf(staking, "unstake");
  const amount = useAmount(field, unit);
  const there = stakes?.[tier];
  const chosen = tiers?.[tier];
  const one = tiers?.length === 1;
  const problem = amountProblem(amount, there);
  const draft = (): Draft => ({
    title: `Unstake ${formatToken(amount!, unit)}`,
    sentence: `${formatToken(amount!, unit)} ${one ? "are unstaked" : `leave tier ${tier}`}. You can claim them after ${duration(chosen!.unbonding)}, about ${date(now + chosen!.unbonding)}.`,
    risks: [loses, "It cannot be undone: staking again begins anew."],
    messages: [instruct(staking.voting, voting.execute.unstakeFrom({ tier, amount: amount! }))],
    fields: [field],
  });
  return (
    <section class="card" aria-labelledby="unstake-title">
      <h2 id="unstake-title">Unstake</h2>
      {!one && <TierChoice id="unstake-tier" label="Of tier" tiers={tiers} value={tier} choose={setTier} />}
      <AmountField field={field} label="How much to unstake" unit={unit} max={there} maxNote={one ? "Staked:" : `In tier ${tier}:`} problem={problem} />
      <Action label="Unstake" refused={!amount ? "Type an amount." : chosen ? problem : UNKNOWN_TIERS} draft={draft} />
    </section>
  );
}

function amountProblem(amount: bigint | undefined, there: bigint | undefined): string | undefined {
  return amount !== undefined && there !== undefined && amount > there ? "Less of yours is staked there." : undefined;
}

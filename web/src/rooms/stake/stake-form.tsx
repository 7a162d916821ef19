/** Stake QER in a tier. */
import { voting } from "@qerun/client";
import { useState } from "preact/hooks";
import { formatAmount, formatToken } from "../../core/amount.ts";
import { date, duration } from "../../core/time.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { TierChoice } from "./tier-choice.tsx";
import { powerOf } from "./tiers.ts";

export function StakeForm({ tiers }: { tiers: readonly voting.Tier[] | undefined }) {
  const { site, protocol } = useApp();
  const session = useSession();
  const balance = useValue(session && protocol.tokenBalance(session.address))?.balance;
  const pausedUntil = useValue(protocol.votingSettings, true)?.paused_until ?? 0;
  const now = useChainTime();
  const [tier, setTier] = useState(0);
  const amount = useAmount("stake", site.qer);
  const chosen = tiers?.[tier];
  const over = balance !== undefined && amount !== undefined && amount > balance ? "Your wallet has less." : undefined;
  const paused = pausedUntil > now ? `Staking is paused until ${date(pausedUntil)}.` : undefined;
  const power = chosen && amount ? formatAmount(powerOf(amount, chosen.multiplier), site.qer.decimals) : undefined;
  const draft = (): Draft => ({
    title: `Stake ${formatToken(amount!, site.qer)} in tier ${tier}`,
    sentence: `You stake ${formatToken(amount!, site.qer)}, and from the next block on vote with a power of ${power} more.`,
    risks: [
      `It takes ${duration(chosen!.unbonding)} from unstaking until you have it back, and nobody can shorten that.`,
      "While it is staked you can neither sell it nor borrow against it.",
    ],
    messages: [voting.hooks.stake({ token: site.home.contracts.token, contract: site.home.contracts.voting }, amount!, { tier })],
    fields: ["stake"],
  });
  return (
    <section class="card" aria-labelledby="stake-title">
      <h2 id="stake-title">Stake</h2>
      <TierChoice id="stake-tier" label="Tier" tiers={tiers} value={tier} choose={setTier} />
      <AmountField field="stake" label="How much to stake" unit={site.qer} max={balance} maxNote="In your wallet:" problem={over}>
        {power !== undefined && ` Gives a power of ${power}.`}
      </AmountField>
      <Action label="Stake" refused={paused ?? (amount && chosen ? over : "Type an amount.")} draft={draft} />
    </section>
  );
}

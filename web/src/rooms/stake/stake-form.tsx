/** Stake QER in a tier, or the LP token. */
import { voting } from "@qerun/client";
import type { Tier } from "../../chain/answers/staking.ts";
import { useState } from "preact/hooks";
import { formatAmount, formatToken, type Unit } from "../../core/amount.ts";
import { date, duration } from "../../core/time.ts";
import type { Staking } from "../../chain/staking.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, overBalance, useAmount } from "../../ui/amount-field.tsx";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { TierChoice } from "./tier-choice.tsx";
import { fieldOf, powerOf, UNKNOWN_TIERS } from "./tiers.ts";

interface Props {
  readonly staking: Staking;
  /** How its token is written. */
  readonly unit: Unit;
  readonly tiers: readonly Tier[] | undefined;
  /** What a power does: votes, or rewards alone. */
  readonly gains: (power: string) => string;
  /** What one cannot do with a stake. */
  readonly locked: string;
}

export function StakeForm({ staking, unit, tiers, gains, locked }: Props) {
  const session = useSession();
  const balance = useValue(session && staking.balance(session.address))?.balance;
  const pausedUntil = useValue(staking.settings, true)?.paused_until ?? 0;
  const now = useChainTime();
  const [tier, setTier] = useState(0);
  const field = fieldOf(staking, "stake");
  const amount = useAmount(field, unit);
  const chosen = tiers?.[tier];
  const one = tiers?.length === 1;
  const over = overBalance(amount, balance);
  const paused = pausedUntil > now ? `Staking is paused until ${date(pausedUntil)}.` : undefined;
  const power = chosen && amount ? formatAmount(powerOf(amount, chosen.multiplier), unit.decimals) : undefined;
  const draft = (): Draft => ({
    title: `Stake ${formatToken(amount!, unit)}${one ? "" : ` in tier ${tier}`}`,
    sentence: `You stake ${formatToken(amount!, unit)}, and ${gains(power!)}`,
    risks: [
      `It takes ${duration(chosen!.unbonding)} from unstaking until you have it back, and nobody can shorten that.`,
      locked,
    ],
    messages: [voting.hooks.stake({ token: staking.token, contract: staking.voting }, amount!, { tier })],
    fields: [field],
  });
  return (
    <section class="card" aria-labelledby="stake-title">
      <h2 id="stake-title">Stake</h2>
      {!one && <TierChoice id="stake-tier" label="Tier" tiers={tiers} value={tier} choose={setTier} />}
      <AmountField field={field} label="How much to stake" unit={unit} max={balance} maxNote="In your wallet:" problem={over}>
        {power !== undefined && ` Gives a power of ${power}.`}
      </AmountField>
      <Action label="Stake" refused={paused ?? (!amount ? "Type an amount." : chosen ? over : UNKNOWN_TIERS)} draft={draft} />
    </section>
  );
}

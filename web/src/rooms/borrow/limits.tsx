/** Every limit on a borrow with its reason; the lowest is the one that counts. */
import type { Limits } from "../../chain/answers/market.ts";
import { useApp } from "../../ui/app.ts";
import { Amount } from "../../ui/figures.tsx";
import { useSession, useValue } from "../../ui/use.ts";

const REASONS: readonly (readonly [keyof Limits, string, string])[] = [
  ["max_ltv", "Your collateral", "what may be owed on it at the bid"],
  ["cash", "The market’s cash", "what suppliers have left there"],
  ["account_cap", "One account", "what the pools could take if one account were liquidated"],
  ["debt_cap", "All accounts", "what the pools could take if all were"],
  ["debt_ceiling", "Debt ceiling", "set by governance"],
  ["stress", "Crash", "what insurance and ETH would cover if everything fell at once"],
];

/** The names of the lowest limits. */
export function lowest(limits: Limits): (keyof Limits)[] {
  const least = REASONS.map(([key]) => limits[key]).reduce((a, b) => (a < b ? a : b));
  return REASONS.map(([key]) => key).filter((key) => limits[key] === least);
}

/** `deposit` is what is typed to be deposited with the borrow: then the limit of the collateral is another one than the market quotes. */
export function Limits({ deposit }: { deposit: bigint }) {
  const { protocol, site } = useApp();
  const session = useSession();
  const max = useValue(session && protocol.maxBorrow(session.address));
  const closed = useValue(protocol.borrowingMilestones, true)?.opened_at === null;
  const limits = max?.limits ?? undefined;
  const least = limits ? lowest(limits) : [];
  return (
    <section class="card" aria-labelledby="limits">
      <h2 id="limits">What limits you</h2>
      {limits && <p class="note">How much more you could borrow if there were only that limit.</p>}
      {deposit > 0n && limits && <p class="note">Without the deposit that you have typed: with it your collateral allows more.</p>}
      {max && !limits && <p class="note">Without live prices nobody can borrow, so there are no figures.</p>}
      {closed && <p class="note">Nobody can borrow before governance has opened borrowing: the overview says what is missing for it. {site.qer.symbol} can be deposited meanwhile.</p>}
      {!closed && max && limits && max.amount === 0n && deposit === 0n && (
        <p class="note">The market would refuse every amount now: see what is paused, the insurance, and the smallest debt.</p>
      )}
      <ul class="rows">
        {REASONS.map(([key, name, why]) => (
          <li key={key} class={least.includes(key) ? "least" : undefined}>
            <span>{name}</span>
            <Amount of={limits?.[key]} unit={site.stable} mine />
            <span class="note">{why}</span>
            {least.includes(key) && <span class="state">this one counts</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What governance has opened, and what is missing for what it has not. */
import type { MissingForBorrowing } from "../../chain/answers/market.ts";
import type { MissingForBuyback } from "../../chain/answers/reserve.ts";
import { formatToken } from "../../core/amount.ts";
import { decimal, formatUsd } from "../../core/decimal.ts";
import { date } from "../../core/time.ts";
import { visible } from "../../core/text.ts";
import { useApp } from "../../ui/app.ts";
import { Pending } from "../../ui/figures.tsx";
import { useValue } from "../../ui/use.ts";
import type { Site } from "../../chain/deployment.ts";

export function Phase() {
  const { protocol, site } = useApp();
  const borrowing = useValue(protocol.borrowingMilestones, true);
  const buyback = useValue(protocol.buybackMilestones, true);
  return (
    <section class="card" aria-labelledby="phase">
      <h2 id="phase">Phase</h2>
      <ul class="rows">
        <Milestone name="Borrowing" openedAt={borrowing?.opened_at} known={borrowing !== undefined} missing={borrowing?.missing.map((one) => borrowingWords(one, site)) ?? []} />
        <Milestone name="Buyback" openedAt={buyback?.opened_at} known={buyback !== undefined} missing={buyback?.missing.map((one) => buybackWords(one)) ?? []} />
      </ul>
    </section>
  );
}

function Milestone({ name, openedAt, known, missing }: { name: string; openedAt: number | null | undefined; known: boolean; missing: readonly string[] }) {
  const open = typeof openedAt === "number";
  return (
    <li>
      <strong>{name}</strong>
      <span class={open ? "state good" : "state"}>{!known ? <Pending /> : open ? `open since ${date(openedAt)}, for good` : "not opened by governance yet"}</span>
      {known && !open && missing.length > 0 && <span class="note">Missing: {missing.join("; ")}.</span>}
      {known && !open && missing.length === 0 && <span class="note">Nothing is missing: governance can open it.</span>}
    </li>
  );
}

/** One thing that borrowing still needs. */
export function borrowingWords(missing: MissingForBorrowing, { stable }: Pick<Site, "stable">): string {
  if ("price" in missing) return `a live price of ${missing.price.asset} (${visible(missing.price.reason)})`;
  if ("depth" in missing) return `a known depth of ${missing.depth.asset}`;
  if ("insurance" in missing) return `insurance of ${formatUsd(decimal(missing.insurance.needed))}, it has ${formatUsd(decimal(missing.insurance.insurance))}`;
  if ("stress_cover" in missing) return "insurance and ETH that cover the smallest debt in a crash";
  if ("depth_cap" in missing) return "a pool deep enough for the smallest debt";
  if ("debt_ceiling" in missing) return "a debt ceiling above the smallest debt";
  if ("cash" in missing) return `${formatToken(missing.cash.needed, stable)} of suppliers, there are ${formatToken(missing.cash.cash, stable)}`;
  if ("reserve_unreadable" in missing) return "a reserve that can be read";
  if ("reserve_of_another_market" in missing) return "a reserve that works for this market";
  return `the end of the pause of purchases at ${date(missing.purchases_paused.until)}`;
}

/** One thing that the buyback still needs. */
export function buybackWords(missing: MissingForBuyback): string {
  if ("borrowing_not_open" in missing) return "borrowing";
  if ("market_unreadable" in missing) return "a market that can be read";
  if ("not_burner" in missing) return "the reserve’s right to burn";
  if ("level_not_set" in missing) return "the level of ETH above which it buys";
  if ("price" in missing) return `a live price of ${missing.price.asset} (${visible(missing.price.reason)})`;
  return "the end of the sale of ETH for a deficit";
}

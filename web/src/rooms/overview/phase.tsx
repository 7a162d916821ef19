/** What governance has opened, and what is missing for what it has not. */
import type { MissingForBorrowing } from "../../chain/answers/market.ts";
import type { MissingForBuyback } from "../../chain/answers/reserve.ts";
import { formatToken } from "../../core/amount.ts";
import { decimal, formatUsd } from "../../core/decimal.ts";
import { date } from "../../core/time.ts";
import { chainWords } from "../../errors/words.ts";
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
        <Milestone name="Buyback" openedAt={buyback?.opened_at} known={buyback !== undefined} missing={buyback?.missing.map((one) => buybackWords(one, site)) ?? []} />
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

/** Contracts name an asset by its id in the oracle, people by its symbol. */
const symbolOf = (asset: string, { qer, stable, eth }: Site): string =>
  [qer, stable, eth].find(({ oracle }) => oracle === asset)?.symbol ?? visible(asset);

/** A price that is missing, and why: what the contract said of it, in words. */
function priceWords({ asset, reason }: { readonly asset: string; readonly reason: string }, site: Site): string {
  const [first = "", ...rest] = chainWords(reason, site).what.replace(/\.$/, "");
  return `a live price of ${symbolOf(asset, site)} (${first.toLowerCase()}${rest.join("")})`;
}

/** One thing that borrowing still needs. */
export function borrowingWords(missing: MissingForBorrowing, site: Site): string {
  if ("price" in missing) return priceWords(missing.price, site);
  if ("depth" in missing) return `a known depth of ${symbolOf(missing.depth.asset, site)}`;
  if ("insurance" in missing) return `insurance of ${formatUsd(decimal(missing.insurance.needed))}, it has ${formatUsd(decimal(missing.insurance.insurance))}`;
  if ("stress_cover" in missing) return "insurance and ETH that cover the smallest debt in a crash";
  if ("depth_cap" in missing) return "a pool deep enough for the smallest debt";
  if ("debt_ceiling" in missing) return "a debt ceiling above the smallest debt";
  if ("cash" in missing) return `${formatToken(missing.cash.needed, site.stable)} of suppliers, there are ${formatToken(missing.cash.cash, site.stable)}`;
  if ("reserve_unreadable" in missing) return "a reserve that can be read";
  if ("reserve_of_another_market" in missing) return "a reserve that works for this market";
  return `the end of the pause of purchases at ${date(missing.purchases_paused.until)}`;
}

/** One thing that the buyback still needs. */
export function buybackWords(missing: MissingForBuyback, site: Site): string {
  if ("borrowing_not_open" in missing) return "borrowing";
  if ("market_unreadable" in missing) return "a market that can be read";
  if ("not_burner" in missing) return "the reserve’s right to burn";
  if ("level_not_set" in missing) return "the level of ETH above which the reserve sells";
  if ("price" in missing) return priceWords(missing.price, site);
  return "the end of the sale of ETH for a deficit";
}

/** What is paused now, and until when. Nothing is shown while nothing is. */
import { date } from "../../core/time.ts";
import { useApp } from "../../ui/app.ts";
import { useChainTime, useValue } from "../../ui/use.ts";

export interface Pause {
  readonly what: string;
  readonly until: number;
}

/** Pauses that run at a time. */
export function running(pauses: readonly Pause[], now: number): Pause[] {
  return pauses.filter(({ until }) => until > now);
}

export function Pauses() {
  const { protocol, site } = useApp();
  const market = useValue(protocol.pauses);
  const backing = useValue(protocol.backing);
  const voting = useValue(protocol.lock.settings, true);
  const now = useChainTime();
  const all = running(
    [
      { what: "Supplying", until: market?.supply ?? 0 },
      { what: "Borrowing", until: market?.borrow ?? 0 },
      { what: `Taking ${site.qer.symbol} out while there is debt`, until: market?.withdraw_collateral ?? 0 },
      { what: "Buying ETH", until: backing?.paused_until ?? 0 },
      { what: "Staking", until: voting?.paused_until ?? 0 },
    ],
    now,
  );
  if (all.length === 0) return null;
  return (
    <div class="notice warn" role="status">
      <ul>
        {all.map(({ what, until }) => (
          <li key={what}>
            <strong>{what} is paused until {date(until)}.</strong>
          </li>
        ))}
      </ul>
      <p>Repaying, adding collateral, taking supplied stablecoins out, unstaking and claiming work.</p>
    </div>
  );
}

/** Perks, and how far one is from each. A perk's text is what governance wrote: it is shown as text and never as markup. */
import type { Account } from "../../chain/answers/staking.ts";
import { formatAmount } from "../../core/amount.ts";
import { visible } from "../../core/text.ts";
import { useApp } from "../../ui/app.ts";
import { useValue } from "../../ui/use.ts";

export function PerkList({ mine }: { mine: Account | undefined }) {
  const { protocol, site } = useApp();
  const perks = useValue(protocol.perks, true)?.perks ?? [];
  if (perks.length === 0) return null;
  const amount = (units: bigint) => formatAmount(units, site.qer.decimals);
  return (
    <section class="card" aria-labelledby="perks">
      <h2 id="perks">Perks</h2>
      <ul class="rows">
        {perks.map((perk) => {
          const has = mine && mine.power >= perk.min_power && mine.reputation >= perk.min_reputation;
          return (
            <li key={perk.id}>
              <span class="mono">{visible(perk.id)}</span>
              <span>{visible(perk.text)}</span>
              <span class="note">
                asks for a power of {amount(perk.min_power)} and a reputation of {amount(perk.min_reputation)}
              </span>
              <span class={has ? "state good" : "state"}>{mine === undefined ? "" : has ? "yours" : "not yours yet"}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

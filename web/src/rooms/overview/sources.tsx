/** Where each price comes from: every source with what it reports now and how old that is. */
import type { Source } from "../../chain/answers/oracle.ts";
import { decimal, formatPrice } from "../../core/decimal.ts";
import { visible } from "../../core/text.ts";
import { ago } from "../../core/time.ts";
import { useApp } from "../../ui/app.ts";
import { Pending } from "../../ui/figures.tsx";
import { useChainTime, useValue } from "../../ui/use.ts";

/** The kinds of the oracle, as somebody would say them. */
export const KINDS: Readonly<Record<string, string>> = {
  fixed: "fixed by governance",
  feeder: "named feeders",
  pyth: "Pyth",
  osmosis_twap: "average of a pool on Osmosis",
  astroport_twap: "average of the Astroport pair",
  external: "another oracle of the chain",
};

export function Sources() {
  const { site } = useApp();
  return (
    <>
      <h3>Their sources</h3>
      <ul class="rows sources">
        {[site.qer, site.eth, site.stable].map((asset) => (
          <SourceRow key={asset.oracle} id={asset.oracle} symbol={asset.symbol} />
        ))}
      </ul>
    </>
  );
}

function SourceRow({ id, symbol }: { id: string; symbol: string }) {
  const { protocol } = useApp();
  const price = useValue(protocol.price(id), true);
  const now = useChainTime();
  return (
    <li>
      <strong>{symbol}</strong>
      {price ? price.sources.map((source, i) => <span key={i}>{sourceWords(source, now)}</span>) : <Pending />}
    </li>
  );
}

/** A source in words: "named feeders: $1.0210, 5 seconds ago". */
export function sourceWords({ kind, observation }: Source, now: number): string {
  const name = KINDS[kind] ?? visible(kind).replaceAll("_", " ");
  if (!observation) return `${name}: nothing that counts now`;
  const age = kind === "fixed" ? "" : `, ${ago(observation.as_of, now)}`;
  return `${name}: ${formatPrice(decimal(observation.price))}${age}`;
}

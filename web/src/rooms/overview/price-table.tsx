/** Each price with its spread, its age and whether it can be relied on. */
import { decimal, formatPrice, formatUsd } from "../../core/decimal.ts";
import { useApp } from "../../ui/app.ts";
import { Pending } from "../../ui/figures.tsx";
import { Table } from "../../ui/table.tsx";
import { useChainTime, useValue } from "../../ui/use.ts";
import { Sources } from "./sources.tsx";
import { priceState, priceStateWords, recordOf } from "../prices.ts";

export function PriceTable() {
  const { protocol, site } = useApp();
  const prices = useValue(protocol.prices);
  const now = useChainTime();
  return (
    <section class="card" aria-labelledby="prices">
      <h2 id="prices">Prices</h2>
      <Table label="Table of prices" heads={["Asset", "Mid", "Bid to ask", "Average of an hour", "Depth", "State"]}>
        {[site.qer, site.eth, site.stable].map((asset) => {
          const record = recordOf(prices, asset.oracle);
          const state = prices ? priceState(record, now) : undefined;
          const price = (text: string | undefined) => (text === undefined ? <Pending /> : formatPrice(decimal(text)));
          return (
            <tr key={asset.oracle}>
              <th scope="row">{asset.symbol}</th>
              <td>{price(record?.mid)}</td>
              <td>
                {price(record?.bid)} to {price(record?.ask)}
              </td>
              <td>{price(record?.average)}</td>
              <td>{record?.depth ? formatUsd(decimal(record.depth)) : "–"}</td>
              <td class={state === "live" || state === undefined ? undefined : "warn"}>{state ? priceStateWords(state, record, now) : <Pending />}</td>
            </tr>
          );
        })}
      </Table>
      <Sources />
    </section>
  );
}

/** Each price with its spread, its age and whether it can be relied on. */
import { decimal, formatPrice, formatUsd } from "../../core/decimal.ts";
import { useApp } from "../../ui/app.ts";
import { Pending } from "../../ui/figures.tsx";
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
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of prices">
        <table>
          <thead>
            <tr>
              <th scope="col">Asset</th>
              <th scope="col">Mid</th>
              <th scope="col">Bid to ask</th>
              <th scope="col">Average of an hour</th>
              <th scope="col">Depth</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </div>
      <Sources />
    </section>
  );
}

/** What would stay at other prices of QER and ETH: a picture, and the same figures as a table. */
import { decimal, formatPrice, formatUsd } from "../../core/decimal.ts";
import { within } from "../../math/math.ts";
import { useApp } from "../../ui/app.ts";
import { Table } from "../../ui/table.tsx";
import { liquidationPriceOf } from "../prices.ts";
import { figuresOf, outlook, type Market, type Standing } from "./outlook.ts";
import { debtPriceOf } from "../prices.ts";
import { Lines, type Line } from "./lines.tsx";

const STEPS = 40;
/** ETH at half, at present, and at half as much again. */
const ETH: readonly (readonly [bigint, string])[] = [
  [50n, "ETH −50 %"],
  [100n, "ETH as now"],
  [150n, "ETH +50 %"],
];

/** The points of the picture: prices of QER from nothing to twice the present one, USD that stay for each price of ETH. */
export function payoffLines(standing: Standing, market: Market): { prices: bigint[]; lines: Line[] } {
  const now = liquidationPriceOf(market.qer);
  const eth = market.eth ? decimal(market.eth.mid) : 0n;
  const prices = Array.from({ length: STEPS + 1 }, (_, i) => (now * 2n * BigInt(i)) / BigInt(STEPS));
  const position = figuresOf(standing, market, debtPriceOf(market.stable));
  const lines = ETH.map(([percent, name]) => {
    const claim = { eth: standing.eth, ethDecimals: market.decimals.eth, ethPrice: (eth * percent) / 100n, stable: standing.stable, cash: 0n };
    return { name, values: market.math.payoff(position, claim, market.threshold, prices).map(({ stays }) => stays) };
  });
  return { prices, lines: standing.eth === 0n ? lines.slice(1, 2) : lines };
}

export function Payoff({ standing, market }: { standing: Standing; market: Market }) {
  const { site } = useApp();
  if (standing.collateral === 0n && standing.debt === 0n) return null;
  const drawn = within(() => ({ ...payoffLines(standing, market), ...outlook(standing, market) }));
  if (!drawn) return null;
  const { prices, lines, liquidationPrice } = drawn;
  const now = liquidationPriceOf(market.qer);
  return (
    <section class="card" aria-labelledby="payoff">
      <h2 id="payoff">At other prices</h2>
      <p class="note">
        What is yours if you repay everything at a price: collateral and claim, less the debt. What was paid out to you does not count.
        {liquidationPrice !== undefined && ` In the shaded part others may have liquidated you before, which costs more.`}
      </p>
      <Lines
        label={`USD that stay over prices of ${site.qer.symbol} from ${formatPrice(0n)} to ${formatPrice(prices.at(-1)!)}; the table has the figures`}
        xs={prices}
        lines={lines}
        shadedTo={liquidationPrice}
        marks={[{ x: now, name: "now" }]}
        xText={formatPrice}
        yText={formatUsd}
      />
      <details>
        <summary>As a table</summary>
        <Table label="Table of what stays" heads={[site.qer.symbol, ...lines.map(({ name }) => name)]}>
          {prices.map((price, i) =>
            i % 4 === 0 ? (
              <tr key={i} class={liquidationPrice !== undefined && price < liquidationPrice ? "warn" : undefined}>
                <th scope="row">{formatPrice(price)}</th>
                {lines.map(({ name, values }) => (
                  <td key={name}>{formatUsd(values[i]!)}</td>
                ))}
              </tr>
            ) : null,
          )}
        </Table>
      </details>
    </section>
  );
}

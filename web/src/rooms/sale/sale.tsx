/** ETH that the reserve sells: for stablecoins into a deficit, and for QER, which is burned. */
import { instruct, reserve } from "@qerun/client";
import type { Offer as OnSale } from "../../chain/answers/reserve.ts";
import { formatShort, formatToken, type Unit } from "../../core/amount.ts";
import { decimal, formatPrice } from "../../core/decimal.ts";
import { spendable } from "../../tx/fee.ts";
import type { Draft } from "../../tx/flow.ts";
import type { Instruction } from "../../tx/message.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, overBalance, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { useSession, useValue } from "../../ui/use.ts";
import { leastOf } from "../least.ts";

export function Sale() {
  const { protocol, site } = useApp();
  const session = useSession();
  const offers = useValue(protocol.storefront);
  const stable = useValue(session && protocol.stableBalance(session.address));
  const qer = useValue(session && protocol.lock.balance(session.address))?.balance;
  const at = site.home.contracts;
  const sales: readonly Sold[] = [
    {
      id: "buyback",
      title: `For ${site.qer.symbol}, which is burned`,
      offer: offers?.buyback,
      unit: site.qer,
      balance: qer,
      spendable: qer,
      burned: true,
      message: (amount, min_eth) => reserve.hooks.buyBack({ token: at.token, contract: at.reserve }, amount, { min_eth }),
    },
    {
      id: "deficit",
      title: `For ${site.stable.symbol}, into the deficit`,
      offer: offers?.deficit,
      unit: site.stable,
      balance: stable,
      spendable: spendable(stable, site.stable.home, site.home),
      burned: false,
      message: (amount, min_eth) => instruct(at.reserve, reserve.execute.buyEth({ min_eth }), [{ denom: site.stable.home, amount }]),
    },
  ];
  return (
    <>
      <section class="card" aria-labelledby="sale">
        <h2 id="sale">How it is sold</h2>
        <p class="note">
          The price begins above the oracle’s and falls, until somebody buys. Anyone may. What borrowers have claimed is never sold.
        </p>
        {!offers && <p>What is for sale: <Pending /></p>}
        {offers && !offers.deficit && !offers.buyback && <p>Nothing is for sale now.</p>}
      </section>
      {sales.map((sale) => sale.offer && <Offer key={sale.id} {...sale} offer={sale.offer} />)}
    </>
  );
}

/** What a payment buys, rounded down: its part of all that is for sale at the price of this moment. */
export function ethFor(paid: bigint, { eth, cost }: Pick<OnSale, "eth" | "cost">): bigint {
  return paid >= cost ? eth : (eth * paid) / cost;
}

/** A hundredth: prices move until the block, and with them what a payment buys. */
const TOLERANCE = { oneIn: 100n };

/** One of the two sales. */
interface Sold {
  readonly id: string;
  readonly title: string;
  /** None while nothing is for sale so. */
  readonly offer: OnSale | null | undefined;
  /** What is paid. */
  readonly unit: Unit;
  readonly balance: bigint | undefined;
  /** What Max may take of it. */
  readonly spendable: bigint | undefined;
  readonly burned: boolean;
  readonly message: (amount: bigint, minEth: bigint) => Instruction;
}

function Offer({ id, title, offer, unit, balance, spendable, burned, message }: Sold & { readonly offer: OnSale }) {
  const { site } = useApp();
  const field = `sale-${id}`;
  const amount = useAmount(field, unit);
  const eth = amount === undefined ? undefined : ethFor(amount, offer);
  const most = spendable === undefined ? undefined : spendable < offer.cost ? spendable : offer.cost;
  const over = overBalance(amount, balance);
  const ethText = (units: bigint) => `${formatShort(units, site.eth.decimals, 8)} ${site.eth.symbol}`;
  const draft = (): Draft => ({
    title: `Buy ${ethText(eth!)}`,
    sentence: `You pay ${formatToken(amount! < offer.cost ? amount! : offer.cost, unit)}${burned ? ", which are burned," : ""} and receive about ${ethText(eth!)}.`,
    risks: [
      `You receive at least ${ethText(leastOf(eth!, TOLERANCE))}, or nothing happens and the fee is lost.`,
      "If somebody buys first, less is left and its price is higher: what you pay for more than there is comes back.",
    ],
    messages: [message(amount!, leastOf(eth!, TOLERANCE))],
    fields: [field],
  });
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Figures>
        <Figure name="For sale now" note={<>costs <Amount of={offer.cost} unit={unit} /> in all</>}>
          <Amount of={offer.eth} unit={site.eth} shown={6} />
        </Figure>
        <Figure name="Price of an ETH" note="falls until somebody buys">
          {formatPrice(decimal(offer.price))}
        </Figure>
        <Figure name="You would receive" note="about">
          <Amount of={eth} unit={site.eth} shown={6} />
        </Figure>
      </Figures>
      <AmountField field={field} label={`You pay ${unit.symbol}`} unit={unit} max={most} maxNote="At most, of what you have:" problem={over} />
      <Action label={`Buy with ${unit.symbol}`} refused={!amount ? "Type an amount." : (over ?? (eth === 0n ? "This buys less than the smallest unit of ETH." : undefined))} draft={draft} />
    </section>
  );
}

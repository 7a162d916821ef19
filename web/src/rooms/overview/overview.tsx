/** What is borrowed, supplied and insured; the reserve; prices with their age; what is paused. */
import { decimal, formatPercent, formatPrice, formatUsd, valueOf } from "../../core/decimal.ts";
import { date } from "../../core/time.ts";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { useChainTime, useValue } from "../../ui/use.ts";
import { recordOf } from "../prices.ts";
import { Pauses } from "./pauses.tsx";
import { Phase } from "./phase.tsx";
import { PriceTable } from "./price-table.tsx";

export function Overview() {
  return (
    <>
      <Pauses />
      <Phase />
      <Market />
      <Reserve />
      <PriceTable />
      <Governance />
    </>
  );
}

function Market() {
  const { protocol, site } = useApp();
  const state = useValue(protocol.state);
  const losses = useValue(protocol.writeOffs, true);
  const rate = (text: string | undefined) => (text === undefined ? <Pending /> : formatPercent(decimal(text)));
  return (
    <section class="card" aria-labelledby="market">
      <h2 id="market">Market</h2>
      <Figures>
        <Figure name="Supplied">
          <Amount of={state?.supplied} unit={site.stable} />
        </Figure>
        <Figure name="Borrowed" note={state && <>{rate(state.utilisation)} of what is supplied</>}>
          <Amount of={state?.debt} unit={site.stable} />
        </Figure>
        <Figure name="At hand" note="can be borrowed or withdrawn now">
          <Amount of={state?.cash} unit={site.stable} />
        </Figure>
        <Figure name="Borrowers pay" note="a year">
          {rate(state?.borrow_rate)}
        </Figure>
        <Figure name="Suppliers earn" note="a year">
          {rate(state?.supply_rate)}
        </Figure>
        <Figure name={`${site.qer.symbol} pledged`}>
          <Amount of={state?.collateral} unit={site.qer} />
        </Figure>
        <Figure name="Insurance" note="pays first when a debt is lost">
          <Amount of={state?.insurance} unit={site.stable} />
        </Figure>
        <Figure name="Written off so far" note={losses && <>suppliers bore <Amount of={losses.suppliers} unit={site.stable} /></>}>
          <Amount of={losses?.debt} unit={site.stable} />
        </Figure>
        {state !== undefined && state.deficit > 0n && (
          <Figure name="Deficit" tone="warn" note="is covered as the reserve sells ETH">
            <Amount of={state.deficit} unit={site.stable} />
          </Figure>
        )}
      </Figures>
    </section>
  );
}

function Reserve() {
  const { protocol, site } = useApp();
  const backing = useValue(protocol.backing);
  const prices = useValue(protocol.prices);
  const eth = recordOf(prices, site.eth.oracle);
  const usd = (amount: bigint | undefined) =>
    amount !== undefined && eth ? formatUsd(valueOf(amount, site.eth.decimals, decimal(eth.mid))) : "\u00a0";
  return (
    <section class="card" aria-labelledby="reserve">
      <h2 id="reserve">Reserve</h2>
      <Figures>
        <Figure name="ETH of borrowers' claims" note={usd(backing?.encumbered)}>
          <Amount of={backing?.encumbered} unit={site.eth} shown={4} />
        </Figure>
        <Figure name="The protocol's own ETH" note={usd(backing?.unencumbered)}>
          <Amount of={backing?.unencumbered} unit={site.eth} shown={4} />
        </Figure>
        <Figure name="In flight" note={backing && ordersWords(backing.open_orders)}>
          <Amount of={backing?.in_flight} unit={site.stable} />
        </Figure>
        <Figure name="Waiting to be sent">
          <Amount of={backing?.waiting} unit={site.stable} />
        </Figure>
      </Figures>
      <Sales />
    </section>
  );
}

/** How many orders are under way, in words. */
export const ordersWords = (count: number): string => (count === 1 ? "1 order on its way over IBC" : `${count} orders on their way over IBC`);

function Sales() {
  const { protocol, site } = useApp();
  const offers = useValue(protocol.storefront);
  const rows = [
    { name: "For stablecoins, into the deficit", offer: offers?.deficit },
    { name: `For ${site.qer.symbol}, which is burned`, offer: offers?.buyback },
  ].filter(({ offer }) => offer);
  if (rows.length === 0) return <p class="note">{offers ? "None of it is for sale now." : "\u00a0"}</p>;
  return (
    <>
      {rows.map(({ name, offer }) => (
        <p class="note" key={name}>
          For sale now: <Amount of={offer!.eth} unit={site.eth} shown={4} /> at {formatPrice(decimal(offer!.price))} an ETH. {name}: <a href="#/sale">buy it</a>.
        </p>
      ))}
    </>
  );
}

const STAGES = {
  bootstrap: "The steward may queue decisions, too",
  shared: "Critical decisions need DAO and steward",
  community: "The DAO acts alone",
} as const;

function Governance() {
  const { protocol, site } = useApp();
  const totals = useValue(protocol.lock.totals);
  const stage = useValue(protocol.stage, true);
  const now = useChainTime();
  const next = stage?.next_at;
  return (
    <section class="card" aria-labelledby="governance">
      <h2 id="governance">Governance</h2>
      <Figures>
        <Figure name="Staked">
          <Amount of={totals?.staked} unit={site.qer} />
        </Figure>
        <Figure name="Power of all" note="stake times the weight of its tier">
          <Amount of={totals?.power} unit={{ symbol: "", decimals: site.qer.decimals }} />
        </Figure>
        <Figure name="Stage" note={stage && STAGES[stage.stage]}>
          {stage ? stage.stage : <Pending />}
        </Figure>
        <Figure name="Next stage at the latest">{typeof next === "number" && next > now ? date(next) : "–"}</Figure>
      </Figures>
    </section>
  );
}

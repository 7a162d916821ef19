/** Each batch in which one has a part, with its orders: where the money is, since when, and what anyone may press. */
import { instruct, market, reserve, toJson } from "@qerun/client";
import type { FlushQuote } from "../../chain/answers/market.ts";
import type { Batch, NumberedOrder, Order } from "../../chain/answers/reserve.ts";
import { chainWords } from "../../errors/words.ts";
import { ago, date } from "../../core/time.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount } from "../../ui/figures.tsx";
import { useChainTime, useValue } from "../../ui/use.ts";
import { outcomeOf } from "../../tx/purchase.ts";
import { cannotSend, orderWords, type OrderContext } from "./order-words.ts";

/** A part of a batch: of one's claim, which backs a loan, or owed. */
export interface Part {
  readonly id: bigint;
  /** Stablecoins of it. */
  readonly amount: bigint;
  readonly of: "claim" | "owed";
}

/** Orders that are looked at: the latest. There are at most 32 open ones, and older ones have mostly ended. */
const LOOKED_AT = 60n;
const PAGE = 30n;

export function Batches({ parts }: { parts: readonly Part[] }) {
  const ids = [...new Set(parts.map(({ id }) => id))].sort((a, b) => (a < b ? -1 : 1));
  const orders = useOrders(ids.length > 0);
  if (ids.length === 0) return null;
  return (
    <section class="card" aria-labelledby="batches">
      <h2 id="batches">Your parts of purchases</h2>
      <p class="note">Many borrowers’ halves are bought as one batch, in one order or several. An order is one transfer to the other chain.</p>
      {ids.map((id) => (
        <BatchRow key={id.toString()} id={id} parts={parts.filter((part) => part.id === id)} orders={orders} />
      ))}
    </section>
  );
}

/** The latest orders, once it is known which these are. */
function useOrders(wanted: boolean): readonly NumberedOrder[] | undefined {
  const { protocol } = useApp();
  const next = useValue(wanted ? protocol.nextOrder : undefined);
  const from = next === undefined ? undefined : next - 1n > LOOKED_AT ? next - 1n - LOOKED_AT : 0n;
  const older = useValue(from === undefined ? undefined : protocol.orders(from));
  // Few deployments have had so many.
  const latest = useValue(from === undefined || next! - 1n - from <= PAGE ? undefined : protocol.orders(from + PAGE));
  return older && [...older.orders, ...(latest?.orders ?? [])];
}

interface RowProps {
  readonly id: bigint;
  readonly parts: readonly Part[];
  readonly orders: readonly NumberedOrder[] | undefined;
}

function BatchRow({ id, parts, orders }: RowProps) {
  const { protocol, site } = useApp();
  const record = useValue(protocol.batch(id), true);
  const flush = useValue(protocol.quoteFlush);
  const open = flush?.batch_id === id;
  const mine = orders?.filter(({ order }) => order.batch_id === id) ?? [];
  return (
    <section class="batch" aria-labelledby={`batch-${id}`}>
      <h3 id={`batch-${id}`}>Batch {id.toString()}</h3>
      <ul class="rows">
        {parts.map(({ amount, of }) => (
          <li key={of}>
            <Amount of={amount} unit={site.stable} />
            <span class="note">{of === "claim" ? "of your claim, which backs your loan" : "owed to you, to be collected"}</span>
          </li>
        ))}
      </ul>
      {open && flush ? <Open flush={flush} /> : record && <Bought record={record} />}
      {!open && record && !record.settled && <Waiting id={id} />}
      {mine.length > 0 && (
        <ul class="rows">
          {mine.map(({ order_id, order }) => (
            <OrderRow key={order_id.toString()} id={order_id} order={order} />
          ))}
        </ul>
      )}
      {!open && record && !record.settled && orders && mine.length === 0 && (
        <p class="note">Its orders are older than those that this page looks at, or none was sent yet.</p>
      )}
    </section>
  );
}

function Bought({ record }: { record: Batch }) {
  const { site } = useApp();
  if (!record.settled) {
    return (
      <p>
        <span class="state">
          <Amount of={record.open} unit={site.stable} /> of all its <Amount of={record.stable_in} unit={site.stable} /> are not ETH yet.
        </span>
      </p>
    );
  }
  const outcome = outcomeOf(record);
  return (
    <p>
      <span class={outcome === "bought" ? "state good" : outcome === "lost" ? "state bad" : "state warn"}>
        Settled: all of it became <Amount of={record.eth_out} unit={site.eth} shown={6} />
        {record.stable_out ? (
          <>
            {" and "}
            <Amount of={record.stable_out} unit={site.stable} />, which came back
          </>
        ) : null}
        . You have your part of that.
      </span>
    </p>
  );
}

/** The batch that is still in the market: anyone may hand it over when it is due. */
function Open({ flush }: { flush: FlushQuote }) {
  const { site } = useApp();
  const now = useChainTime();
  const why = flush.refused ? chainWords(flush.refused, site) : undefined;
  const due = flush.due_at > now ? ` It is due when it is full, or at ${date(flush.due_at)}; the borrow that fills it sends it off.` : "";
  return (
    <>
      <p class="state">
        It collects in the market, and has <Amount of={flush.amount} unit={site.stable} /> now.{due}
      </p>
      {(flush.hands_over || flush.due_at <= now) && (
        <Action
          kind="small"
          label="Hand it over now"
          refused={flush.hands_over ? undefined : (why?.what ?? "It is not due yet.")}
          draft={() => ({
            title: `Hand over batch ${flush.batch_id}`,
            sentence: `The open batch goes to the reserve, which sends it off to buy ETH. Anyone may do this; you pay the fee.`,
            risks: ["If somebody else is faster, or a price has become too old, the message fails and costs its fee."],
            messages: [instruct(site.home.contracts.market, market.execute.flush())],
            fields: [],
          })}
        />
      )}
    </>
  );
}

/** What of a batch waits in the reserve to be sent, again or for the first time. */
function Waiting({ id }: { id: bigint }) {
  const { protocol, site } = useApp();
  const now = useChainTime();
  const row = useValue(protocol.waiting)?.waiting.find(({ batch_id }) => batch_id === id);
  const backing = useValue(protocol.backing, true);
  if (!row) return null;
  return (
    <>
      <p class="state warn">
        <Amount of={row.amount} unit={site.stable} /> of it wait in the reserve to be sent, since {date(row.since)} ({ago(row.since, now)}). The oldest batch goes first.
      </p>
      <Action
        kind="small"
        label="Send what waits"
        refused={backing ? cannotSend(backing, now, site) : "What the reserve may send is not known yet."}
        draft={() => ({
          title: "Send what waits in the reserve",
          sentence: "The reserve sends what waits, the oldest batch first, as far as its caps allow. Anyone may do this; you pay the fee.",
          risks: ["If a price is too old, or somebody else is faster, the message fails and costs its fee."],
          messages: [instruct(site.home.contracts.reserve, reserve.execute.flush())],
          fields: [],
        })}
      />
    </>
  );
}

function OrderRow({ id, order }: { id: bigint; order: Order }) {
  const { protocol, site } = useApp();
  const config = useValue(protocol.reserveConfig, true);
  const now = useChainTime();
  if (!config || now === 0) return null;
  const context: OrderContext = { now, timeout: config.route.timeout, grace: config.params.grace, dex: site.dex.name };
  const words = orderWords(order, context);
  return (
    <li>
      <span>Order {id.toString()}</span>
      <Amount of={order.amount} unit={site.stable} />
      <span class={`state ${words.tone}`}>{words.state}</span>
      {order.eth_out > 0n && (
        <span>
          <Amount of={order.eth_out} unit={site.eth} shown={6} />
        </span>
      )}
      <span class="note hash">{words.next}</span>
      {words.retry && <Retry id={id} />}
      {words.press === "sync" && (
        <Action
          kind="small"
          label={`Credit order ${id}`}
          draft={() => ({
            title: `Credit order ${id}`,
            sentence: `If its ETH has arrived without word, the reserve credits it to order ${id}. Anyone may do this; you pay the fee.`,
            risks: ["If nothing has arrived that is not accounted for, the message fails and costs its fee."],
            messages: [instruct(site.home.contracts.reserve, reserve.execute.sync({ order_id: id }))],
            fields: [],
          })}
        />
      )}
    </li>
  );
}

/** The other chain's message: a wallet on this page signs for the home chain alone. */
function Retry({ id }: { id: bigint }) {
  const { site } = useApp();
  return (
    <details>
      <summary>Have it sent again on {site.dex.name}</summary>
      <p class="note">
        Send this to the outpost, <span class="mono">{site.dex.contracts.outpost}</span> on {site.dex.chainId}, by any program that sends messages there. It is refused if the outpost
        holds nothing of it.
      </p>
      <pre tabIndex={0}>{toJson({ retry: { order_id: id } })}</pre>
    </details>
  );
}

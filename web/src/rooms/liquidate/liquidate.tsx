/** Positions that can be liquidated, each with its quote; then those that are next. */
import type { Liquidatable } from "../../chain/answers/market.ts";
import { useState } from "preact/hooks";
import { decimal, formatHealth } from "../../core/decimal.ts";
import { shorten } from "../../core/text.ts";
import { chainWords } from "../../errors/words.ts";
import { useApp } from "../../ui/app.ts";
import { Amount, Pending } from "../../ui/figures.tsx";
import { Table } from "../../ui/table.tsx";
import { useValue, useWatch } from "../../ui/use.ts";
import { LiquidateForm } from "./liquidate-form.tsx";

export function Liquidate() {
  const { protocol, site } = useApp();
  const [limit, setLimit] = useState(FEW);
  const answer = useWatch(protocol.liquidatable(limit));
  const [chosen, setChosen] = useState<string>();
  const rows = answer?.value?.positions ?? [];
  const row = rows.find(({ borrower }) => borrower === chosen);
  return (
    <>
      <section class="card" aria-labelledby="open">
        <h2 id="open">Can be liquidated now</h2>
        <p class="note">
          Whose health is below 1 at the higher of {site.qer.symbol}’s price and its average of an hour. You repay a part of the debt and receive {site.qer.symbol}{" "}
          with a bonus.
        </p>
        {answer?.refused !== undefined && <p class="notice warn">{chainWords(answer.refused, site).what}</p>}
        {answer?.value && rows.length === 0 && <p>Nobody. Every position is healthy.</p>}
        {rows.length > 0 && <Open rows={rows} chosen={chosen} choose={setChosen} />}
        <More next={answer?.value?.next} limit={limit} setLimit={setLimit} of="positions that can be liquidated" />
      </section>
      {row && <LiquidateForm key={row.borrower} row={row} />}
      <Next />
    </>
  );
}

function Open({ rows, chosen, choose }: { rows: readonly Liquidatable[]; chosen: string | undefined; choose: (borrower: string) => void }) {
  const { site } = useApp();
  return (
    <Table label="Table of positions that can be liquidated" heads={["Borrower", "Health", "You repay", "You receive", <span class="hidden">Choose</span>]}>
      {rows.map(({ borrower, health, quote, refused }) => (
        <tr key={borrower}>
          <th scope="row" class="mono" title={borrower}>
            {shorten(borrower)}
          </th>
          <td>{formatHealth(decimal(health))}</td>
          <td>{quote ? <Amount of={quote.repaid} unit={site.stable} /> : "–"}</td>
          <td>{quote ? <Amount of={quote.collateral} unit={site.qer} /> : chainWords(refused ?? "", site).what}</td>
          <td>
            <button type="button" class="small" aria-pressed={borrower === chosen} disabled={!quote} onClick={() => choose(borrower)}>
              Choose<span class="hidden"> {shorten(borrower)}</span>
            </button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Rows at first, and the most that a query gives. */
const FEW = 10;
const MOST = 30;

function More({ next, limit, setLimit, of }: { next: unknown; limit: number; setLimit: (limit: number) => void; of: string }) {
  if (!next) return null;
  if (limit >= MOST) return <p class="note">There are more {of}: the first {MOST} are shown.</p>;
  return (
    <button type="button" class="small" onClick={() => setLimit(MOST)}>
      Show more<span class="hidden"> {of}</span>
    </button>
  );
}

/** The least healthy, whether or not they can be liquidated. */
function Next() {
  const { protocol, site } = useApp();
  const [limit, setLimit] = useState(FEW);
  const answer = useValue(protocol.positionsByHealth(limit));
  const rows = answer?.positions ?? [];
  return (
    <section class="card" aria-labelledby="next">
      <h2 id="next">The least healthy</h2>
      {!answer ? (
        <Pending />
      ) : rows.length === 0 ? (
        <p class="note">Nobody owes anything.</p>
      ) : (
        <Table label="Table of the least healthy" heads={["Borrower", "Health", "Debt", "Collateral"]}>
          {rows.map((position) => (
            <tr key={position.user}>
              <th scope="row" class="mono" title={position.user}>
                {shorten(position.user)}
              </th>
              <td>{position.health ? formatHealth(decimal(position.health)) : "–"}</td>
              <td>
                <Amount of={position.debt} unit={site.stable} />
              </td>
              <td>
                <Amount of={position.collateral} unit={site.qer} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <More next={answer?.next} limit={limit} setLimit={setLimit} of="of the least healthy" />
    </section>
  );
}

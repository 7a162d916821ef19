/** Operations of the timelock: what they change, when they run, who may do what; and a way to propose one. */
import type { OperationRow } from "../../chain/answers/timelock.ts";
import { useState } from "preact/hooks";
import { formatAmount } from "../../core/amount.ts";
import { visible } from "../../core/text.ts";
import { duration } from "../../core/time.ts";
import { useApp } from "../../ui/app.ts";
import { Pending } from "../../ui/figures.tsx";
import { useValue } from "../../ui/use.ts";
import { Compose } from "./compose.tsx";
import { OperationCard } from "./operation.tsx";
import { STATUS_WORDS } from "./words.ts";

export function Govern() {
  const { protocol, site } = useApp();
  const list = useValue(protocol.operations);
  const [open, setOpen] = useState<number>();
  return (
    <>
      <section class="card" aria-labelledby="operations">
        <h2 id="operations">Decisions that passed</h2>
        <p class="note">
          Each waits as long as its class asks. Voting is on the page of DAO DAO
          {site.daoDao ? (
            <>
              :{" "}
              <a href={`${site.daoDao}/dao/${site.home.contracts.dao}/proposals`} rel="noopener noreferrer" target="_blank">
                proposals of this DAO
              </a>
            </>
          ) : null}
          .
        </p>
        {!list && <Pending />}
        {list && list.operations.length === 0 && <p>There is none yet.</p>}
        <ul class="rows">
          {list?.operations.map((row) => (
            <Row key={row.id} row={row} open={row.id === open} toggle={() => setOpen(row.id === open ? undefined : row.id)} />
          ))}
        </ul>
      </section>
      {open !== undefined && <OperationCard id={open} />}
      <Compose />
    </>
  );
}

function Row({ row: { id, status, operation }, open, toggle }: { row: OperationRow; open: boolean; toggle: () => void }) {
  const { site } = useApp();
  return (
    <li>
      <span>
        {id}. {visible(operation.text)}
      </span>
      <span class="note">
        {operation.class}, waits {duration(operation.delay)}
        {operation.bond > 0n ? `, bond ${formatAmount(operation.bond, site.qer.decimals)} ${site.qer.symbol}` : ""}
      </span>
      <span class="state">{STATUS_WORDS[status]}</span>
      <button type="button" class="small" aria-expanded={open} onClick={toggle}>
        {open ? "Close" : "Look"}
        <span class="hidden"> at operation {id}</span>
      </button>
    </li>
  );
}

/** Each batch of which one is owed a part, with the state of its purchase. */
import type { market } from "@qerun/client";
import { openWords } from "../../tx/purchase.ts";
import { useApp } from "../../ui/app.ts";
import { Amount } from "../../ui/figures.tsx";
import { useValue } from "../../ui/use.ts";

export function OwedBatches({ batches }: { batches: readonly market.OwedBatch[] }) {
  if (batches.length === 0) return null;
  return (
    <ul class="rows">
      {batches.map((batch) => (
        <Row key={batch.batch_id.toString()} batch={batch} />
      ))}
    </ul>
  );
}

function Row({ batch }: { batch: market.OwedBatch }) {
  const { protocol, site } = useApp();
  const record = useValue(protocol.batch(batch.batch_id), true);
  const refunds = useValue(protocol.waiting)?.waiting;
  const settled = batch.eth !== null && batch.eth !== undefined;
  const waiting = refunds && (refunds.find(({ batch_id }) => batch_id === batch.batch_id)?.amount ?? 0n);
  return (
    <li>
      <span>Batch {batch.batch_id.toString()}</span>
      <span>
        <Amount of={batch.user_in} unit={site.stable} /> of yours went in
      </span>
      {settled ? (
        <span class="state good">
          bought: <Amount of={batch.eth ?? 0n} unit={site.eth} shown={6} />
          {batch.stable ? (
            <>
              {" and "}
              <Amount of={batch.stable} unit={site.stable} /> came back
            </>
          ) : null}
        </span>
      ) : (
        <span class="state">{openWords(record, waiting, site.stable).what}</span>
      )}
    </li>
  );
}

/** What was signed in this browser by this account, and what became of it. */
import { useStore } from "../core/store.ts";
import { date } from "../core/time.ts";
import { wordsFor } from "../errors/words.ts";
import { isOverdue, type Tx } from "../tx/machine.ts";
import { openWords, outcomeOf, OUTCOME_WORDS } from "../tx/purchase.ts";
import { useApp } from "./app.ts";
import { useSession, useValue } from "./use.ts";
import { useEffect } from "preact/hooks";

export function Transactions() {
  const { history, site } = useApp();
  const session = useSession();
  const entries = useStore(history.entries).filter(({ account }) => account === session?.address);
  if (!session || entries.length === 0) return null;
  return (
    <section class="card" aria-labelledby="transactions">
      <h2 id="transactions">Your transactions</h2>
      <ul class="rows">
        {entries.slice(0, 8).map((entry) => (
          <li key={entry.hash}>
            <span>{entry.title}</span>
            <span class="note">{date(entry.signedAt)}</span>
            <State tx={entry.tx} />
            <span class="mono note hash">{entry.hash}</span>
            {entry.tx.phase === "settling" && <Purchase hash={entry.hash} id={entry.tx.purchase.batchId} />}
            {entry.tx.phase === "failed" && <span class="note">{wordsFor(entry.tx.why, site).remedy}</span>}
          </li>
        ))}
      </ul>
      <button type="button" class="small" onClick={() => history.clear(session.address)}>
        Forget those that are over
      </button>
    </section>
  );
}

/** Watches the batch of a borrow until it has settled. */
function Purchase({ hash, id }: { hash: string; id: string }) {
  const { protocol, history, site } = useApp();
  const batch = useValue(protocol.batch(BigInt(id)));
  const refunds = useValue(protocol.waiting)?.waiting;
  const outcome = batch?.settled === true ? outcomeOf(batch) : undefined;
  useEffect(() => {
    if (outcome) history.apply(hash, { kind: "settled", outcome });
  }, [outcome, hash, history]);
  if (outcome) return null;
  const waiting = refunds && (refunds.find(({ batch_id }) => batch_id.toString() === id)?.amount ?? 0n);
  const words = openWords(batch, waiting, site.stable);
  return (
    <span class="note">
      Batch {id}: {words.what}. {words.note}
    </span>
  );
}

function State({ tx }: { tx: Tx }) {
  const { site, reader } = useApp();
  const { status } = useStore(reader.link);
  switch (tx.phase) {
    case "sent":
      if (!isOverdue(tx, status?.height ?? 0)) return <span class="state">sent, in no block yet</span>;
      return <span class="state warn">sent; this node does not tell whether it is in a block: choose another one in the settings before you send it again</span>;
    case "included":
      return <span class="state good">done in block {tx.height}</span>;
    case "settling":
      return <span class="state">done in block {tx.height}; its ETH is not bought yet</span>;
    case "settled":
      return <span class={tx.outcome === "bought" ? "state good" : "state warn"}>{OUTCOME_WORDS[tx.outcome]}</span>;
    case "failed":
      return <span class="state bad">{wordsFor(tx.why, site).what}</span>;
    default:
      return null;
  }
}

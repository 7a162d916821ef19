/** The review before a signature, and the progress after it. */
import { toJson } from "@qerun/client";
import { useEffect, useRef } from "preact/hooks";
import { formatAmount } from "../core/amount.ts";
import { shorten } from "../core/text.ts";
import { useStore } from "../core/store.ts";
import { wordsFor } from "../errors/words.ts";
import type { Ongoing } from "../tx/flow.ts";
import type { Fee } from "../tx/encode.ts";
import { accountName } from "../wallet/session.ts";
import { Progress } from "./progress.tsx";
import { useApp } from "./app.ts";

export function Review() {
  const { flow, typed } = useApp();
  const ongoing = useStore(flow.ongoing);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const open = ongoing !== undefined;
  useEffect(() => {
    if (!open || !dialog.current || dialog.current.open) return;
    dialog.current.showModal();
    // Else the first button has the focus, and on a phone the sentence above it is out of sight.
    title.current?.focus();
  }, [open]);
  const phase = ongoing?.tx.phase;
  const fields = ongoing?.draft.fields;
  useEffect(() => {
    // What has happened is no plan any more: its fields are empty again, and its preview is gone.
    if ((phase === "included" || phase === "settling") && fields) {
      typed.update((all) => Object.fromEntries(Object.entries(all).filter(([field]) => !fields.includes(field))));
    }
  }, [phase, fields, typed]);
  if (!ongoing) return null;
  return (
    <dialog ref={dialog} class="review" aria-labelledby="review-title" onClose={() => flow.dismiss()}>
      <h2 id="review-title" ref={title} tabIndex={-1}>
        {ongoing.draft.title}
      </h2>
      <p class="sentence">{ongoing.draft.sentence}</p>
      {ongoing.draft.risks.length > 0 && (
        <>
          <h3>What can go wrong</h3>
          <ul class="risks">
            {ongoing.draft.risks.map((risk) => (
              <li key={risk}>{risk}</li>
            ))}
          </ul>
        </>
      )}
      <Costs ongoing={ongoing} />
      <Progress tx={ongoing.tx} />
      <Buttons ongoing={ongoing} close={() => dialog.current?.close()} />
    </dialog>
  );
}

function Costs({ ongoing: { draft, session, tx, fee } }: { ongoing: Ongoing }) {
  const { site } = useApp();
  const name = accountName(session);
  const used = tx.phase === "ready" ? `${formatAmount(tx.gasUsed, 0)} used in the simulation` : tx.phase === "included" ? `${formatAmount(tx.gasUsed, 0)} used` : undefined;
  return (
    <>
      <dl class="costs">
        <div>
          <dt>Fee</dt>
          <dd>{fee ? feeText(fee, site.fee) : "…"}</dd>
        </div>
        <div>
          <dt>Gas</dt>
          <dd>{!fee ? "…" : used ? `${formatAmount(fee.gas, 0)} asked for, ${used}` : formatAmount(fee.gas, 0)}</dd>
        </div>
        <div>
          <dt>Account</dt>
          <dd title={session.address}>
            {name ? `${name}, ` : ""}
            {shorten(session.address)} on {site.home.chainId}
          </dd>
        </div>
      </dl>
      <details>
        <summary>Messages</summary>
        <pre tabIndex={0}>{draft.messages.map((message) => JSON.stringify(JSON.parse(toJson(message)), null, 2)).join("\n")}</pre>
      </details>
    </>
  );
}

function feeText(fee: Fee, unit: { symbol: string; decimals: number }): string {
  const coin = fee.amount[0];
  return coin ? `${formatAmount(BigInt(coin.amount), unit.decimals)} ${unit.symbol}` : "none";
}

function Buttons({ ongoing: { session, draft, tx }, close }: { ongoing: Ongoing; close: () => void }) {
  const { flow, site } = useApp();
  const failed = tx.phase === "failed" ? wordsFor(tx.why, site) : undefined;
  return (
    <>
      {failed && tx.phase === "failed" && (
        <div class="failure" role="alert">
          <p>
            <strong>{failed.what}</strong>
          </p>
          <p>{failed.remedy}</p>
          {tx.paid && <p>The fee was taken; nothing else happened.</p>}
        </div>
      )}
      <div class="buttons">
        {(tx.phase === "simulating" || tx.phase === "ready") && (
          <button type="button" class="main" disabled={tx.phase !== "ready"} onClick={() => void flow.confirm()}>
            {tx.phase === "ready" ? `Sign in ${session.wallet.name}` : "Simulating…"}
          </button>
        )}
        {tx.phase === "failed" && (
          <button type="button" class="main" onClick={() => void flow.begin(draft, session)}>
            Try again
          </button>
        )}
        <button type="button" onClick={close}>
          {tx.phase === "simulating" || tx.phase === "ready" || tx.phase === "signing" ? "Cancel" : "Close"}
        </button>
      </div>
    </>
  );
}

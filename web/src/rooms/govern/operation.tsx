/** One operation: its messages in plain words, its dates, and what anybody can do about it. */
import { instruct, timelock } from "@qerun/client";
import type { Operation, Status } from "../../chain/answers/timelock.ts";
import { formatToken } from "../../core/amount.ts";
import { shorten, visible } from "../../core/text.ts";
import { date, duration, until } from "../../core/time.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { Figure, Figures, Pending } from "../../ui/figures.tsx";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { messageWords, nameOf, STATUS_WORDS } from "./words.ts";

export function OperationCard({ id }: { id: number }) {
  const { protocol, site } = useApp();
  const answer = useValue(protocol.operation(id));
  const now = useChainTime();
  if (!answer) return <section class="card">Operation {id}: <Pending /></section>;
  const { operation, status, messages, missing } = answer;
  return (
    <section class="card" aria-labelledby="operation">
      <h2 id="operation">
        Operation {id}: {STATUS_WORDS[status]}
      </h2>
      <p>{visible(operation.text)}</p>
      <Figures>
        <Figure name="Class" note={`waits ${duration(operation.delay)}`}>
          {operation.class}
        </Figure>
        <Figure name="Queued" note={`by ${nameOf(operation.queued_by, site)}`}>
          {date(operation.queued_at)}
        </Figure>
        <Figure name="Can be executed" note={operation.ready_at ? date(operation.ready_at) : "\u00a0"}>
          {operation.ready_at ? until(operation.ready_at, now) : "when its bond is posted"}
        </Figure>
        <Figure name="Expires" note={date(operation.expires_at)}>
          {until(operation.expires_at, now)}
        </Figure>
        <Figure name="Bond" note={operation.sponsor ? `of ${shorten(operation.sponsor)}` : "\u00a0"}>
          {operation.bond > 0n ? `${formatToken(operation.bond, site.qer)}, ${operation.bond_state === "none" ? "not posted" : operation.bond_state}` : "none"}
        </Figure>
      </Figures>
      <h3>What it does</h3>
      <ol>
        {messages.map((message, i) => {
          const { sentence, detail } = messageWords(message, site);
          return (
            <li key={i}>
              {sentence}
              <details>
                <summary>All of it</summary>
                <pre tabIndex={0}>{detail}</pre>
              </details>
            </li>
          );
        })}
      </ol>
      {missing.length > 0 && <p class="notice warn">It needs the approval of the {missing.join(" and the ")}.</p>}
      {status === "waiting" && <p class="note">The guardian may veto it until its delay is over.</p>}
      <Sponsor id={id} operation={operation} status={status} />
      <Execute id={id} status={status} missing={missing.length} />
    </section>
  );
}

function Sponsor({ id, operation, status }: { id: number; operation: Operation; status: Status }) {
  const { protocol, site } = useApp();
  const session = useSession();
  const balance = useValue(session && protocol.lock.balance(session.address))?.balance;
  if (status !== "awaiting_bond") return null;
  const bond = formatToken(operation.bond, site.qer);
  const short = balance !== undefined && balance < operation.bond ? `The bond is ${bond}: your wallet has less.` : undefined;
  return (
    <Action
      label={`Sponsor it with ${bond}`}
      refused={short}
      draft={() => ({
        title: `Sponsor operation ${id}`,
        sentence: `You post a bond of ${bond}, and the delay of operation ${id} begins.`,
        risks: [
          "If the guardian vetoes it as malicious, the bond is lost to the treasury.",
          "It comes back when the operation is executed, expires, or is vetoed without that word.",
        ],
        messages: [timelock.hooks.postBond({ token: site.home.contracts.token, contract: site.home.contracts.timelock }, operation.bond, { id })],
        fields: [],
      })}
    />
  );
}

function Execute({ id, status, missing }: { id: number; status: Status; missing: number }) {
  const { site } = useApp();
  if (status !== "ready") return null;
  return (
    <Action
      label="Execute it"
      refused={missing > 0 ? "An approval is missing." : undefined}
      draft={() => ({
        title: `Execute operation ${id}`,
        sentence: `All messages of operation ${id} run, or none of them. Anyone may do this; you pay the fee.`,
        risks: ["If a contract refuses one of them now, nothing happens but the fee."],
        messages: [instruct(site.home.contracts.timelock, timelock.execute.execute({ id }))],
        fields: [],
      })}
    />
  );
}

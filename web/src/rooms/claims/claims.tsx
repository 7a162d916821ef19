/** A borrower's claim on ETH: settled, unsent, on its way; and what one is owed. */
import { instruct, market } from "@qerun/client";
import type { Owed, Position } from "../../chain/answers/market.ts";
import { formatShort, formatToken } from "../../core/amount.ts";
import { date } from "../../core/time.ts";
import type { Draft } from "../../tx/flow.ts";
import { within } from "../../math/math.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, AskToConnect, Figure, Figures } from "../../ui/figures.tsx";
import { useMath, useSession, useValue } from "../../ui/use.ts";
import { releaseOf } from "../borrow/outlook.ts";
import { Batches, type Part } from "./batches.tsx";

export function Claims() {
  const { protocol } = useApp();
  const session = useSession();
  const position = useValue(session && protocol.position(session.address));
  const owed = useValue(session && protocol.owed(session.address));
  const record = useValue(session && protocol.claimRecord(session.address));
  const parts: Part[] = [
    ...(record?.claim.batches ?? []).map(({ id, amount }): Part => ({ id, amount, of: "claim" })),
    ...(owed?.batches ?? []).map(({ batch_id, user_in }): Part => ({ id: batch_id, amount: user_in, of: "owed" })),
  ];
  return (
    <>
      <Claim position={position} />
      <Owed owed={owed} address={session?.address} />
      <Batches parts={parts} />
    </>
  );
}

function Claim({ position }: { position: Position | undefined }) {
  const { protocol, site } = useApp();
  const flush = useValue(protocol.quoteFlush);
  const claim = position?.claim;
  const due = flush && flush.due_at > 0 ? flush.due_at : undefined;
  return (
    <section class="card" aria-labelledby="claim">
      <h2 id="claim">Your claim</h2>
      <p class="note">It backs your loan. Repaying releases as large a part of it as you repay of the debt.</p>
      <Figures>
        <Figure name="ETH, bought and kept for you">
          <Amount of={claim?.eth} unit={site.eth} shown={6} mine />
        </Figure>
        <Figure name="Waiting in the open batch" note={due !== undefined ? `the batch is due when it is full, or ${date(due)}` : "\u00a0"}>
          <Amount of={claim?.unsent} unit={site.stable} mine />
        </Figure>
        <Figure name="Being bought" note="on its way over IBC, or waiting to be sent again">
          <Amount of={claim?.pending} unit={site.stable} mine />
        </Figure>
        <Figure name="Came back as stablecoins" note="of purchases that were given up">
          <Amount of={claim?.stable} unit={site.stable} mine />
        </Figure>
      </Figures>
      <AskToConnect />
      {position && position.debt > 0n && <Releases position={position} />}
    </section>
  );
}

/** What repaying a tenth, and all, would release now: by the contracts' arithmetic. */
function Releases({ position }: { position: Position }) {
  const { site } = useApp();
  const math = useMath();
  const row = (name: string, repaid: bigint) => {
    const release = math && within(() => releaseOf(position, repaid, math));
    return (
      <li>
        <span>
          {name}, <Amount of={repaid} unit={site.stable} />, releases
        </span>
        <Amount of={release?.eth} unit={site.eth} shown={6} />
        <Amount of={release?.stable} unit={site.stable} />
        <span class="note">
          at once; owed to you until it is bought: <Amount of={release?.pending} unit={site.stable} />
        </span>
      </li>
    );
  };
  return (
    <ul class="rows">
      {row("Repaying a tenth", position.debt / 10n)}
      {row("Repaying all", position.debt)}
    </ul>
  );
}

function Owed({ owed, address }: { owed: Owed | undefined; address: string | undefined }) {
  const { site } = useApp();
  const nothing = owed !== undefined && owed.collectable === 0n && owed.collectable_stable === 0n;
  const draft = (): Draft => {
    const parts = [
      owed!.collectable > 0n ? `${formatShort(owed!.collectable, site.eth.decimals, 8)} ${site.eth.symbol}` : "",
      owed!.collectable_stable > 0n ? formatToken(owed!.collectable_stable, site.stable) : "",
    ].filter((part) => part !== "");
    return {
      title: `Collect ${parts.join(" and ")}`,
      sentence: `${parts.join(" and ")} that you are owed come to your wallet.`,
      risks: ["If one of them cannot be paid now, it stays owed to you."],
      messages: [instruct(site.home.contracts.market, market.execute.collect())],
      fields: [],
    };
  };
  return (
    <section class="card" aria-labelledby="owed">
      <h2 id="owed">What you are owed</h2>
      <p class="note">Parts of claims that were released or seized while they were being bought, and pay-outs that failed.</p>
      <Figures>
        <Figure name="ETH to collect now">
          <Amount of={owed?.collectable} unit={site.eth} shown={6} mine />
        </Figure>
        <Figure name="Stablecoins to collect now">
          <Amount of={owed?.collectable_stable} unit={site.stable} mine />
        </Figure>
      </Figures>
      {address !== undefined && <Action label="Collect" refused={nothing ? "Nothing can be collected now." : owed ? undefined : "What can be collected is not known yet."} draft={draft} />}
    </section>
  );
}

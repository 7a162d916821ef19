/** Take collateral out. */
import { instruct, market as contract } from "@qerun/client";
import type { Position } from "../../chain/answers/market.ts";
import { useEffect } from "preact/hooks";
import { formatToken } from "../../core/amount.ts";
import { date } from "../../core/time.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { mostToWithdraw } from "./maximum.ts";
import { standingOf, type Standing } from "./outlook.ts";

interface Props {
  readonly position: Position | undefined;
  readonly plan: (after: Standing | undefined) => void;
}

export function WithdrawForm({ position, plan }: Props) {
  const { protocol, site } = useApp();
  const session = useSession();
  const quoted = useValue(session && protocol.maxWithdraw(session.address))?.collateral;
  const state = useValue(protocol.state);
  const pauses = useValue(protocol.pauses);
  const now = useChainTime();
  const amount = useAmount("withdraw-collateral", site.qer);
  const most = quoted !== undefined && position && state ? mostToWithdraw({ position, state }, quoted) : undefined;
  const over = most !== undefined && amount !== undefined && amount > most.exact ? "This is more than can be taken out now: the rest backs your debt." : undefined;
  const owes = position !== undefined && position.debt > 0n;
  const paused = owes && pauses && pauses.withdraw_collateral > now ? `Taking collateral out while there is debt is paused until ${date(pauses.withdraw_collateral)}.` : undefined;

  const before = position && standingOf(position);
  const after = before && amount && amount <= before.collateral ? { ...before, collateral: before.collateral - amount } : undefined;
  const key = after && Object.values(after).join();
  useEffect(() => plan(after), [key]);

  const draft = (): Draft => ({
    title: `Withdraw ${formatToken(amount!, site.qer)}`,
    sentence: `${formatToken(amount!, site.qer)} of your collateral come back to your wallet.`,
    risks: owes ? ["Less collateral backs the same debt: the price at which liquidation begins rises."] : [],
    messages: [instruct(site.home.contracts.market, contract.execute.withdrawCollateral({ amount: amount! }))],
    fields: ["withdraw-collateral"],
  });
  return (
    <section class="card" aria-labelledby="withdraw-title">
      <h2 id="withdraw-title">Withdraw {site.qer.symbol}</h2>
      <AmountField field="withdraw-collateral" label="How much to take out" unit={site.qer} max={most?.safe} maxNote={owes ? "Can be taken out, some room left for interest and prices:" : "Can be taken out now:"} problem={over} />
      <Action label="Withdraw" refused={paused ?? (amount ? over : "Type an amount.")} draft={draft} />
    </section>
  );
}

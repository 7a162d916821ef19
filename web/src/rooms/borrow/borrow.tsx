/** Deposit, borrow, repay, withdraw. */
import { useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { useSession, useValue } from "../../ui/use.ts";
import { useStore } from "../../core/store.ts";
import { useState } from "preact/hooks";
import { Pauses } from "../overview/pauses.tsx";
import { BorrowForm } from "./borrow-form.tsx";
import { Limits } from "./limits.tsx";
import { standingOf, type Standing } from "./outlook.ts";
import { Payoff } from "./payoff.tsx";
import { RepayForm } from "./repay-form.tsx";
import { StandingFigures } from "./standing.tsx";
import { useMarket } from "./use-market.ts";
import { WithdrawForm } from "./withdraw-form.tsx";

const TABS = [
  ["borrow", "Deposit and borrow"],
  ["repay", "Repay"],
  ["withdraw", "Withdraw"],
] as const;

type Tab = (typeof TABS)[number][0];

const NOTHING: Standing = { collateral: 0n, debt: 0n, eth: 0n, stable: 0n };

export function Borrow() {
  const { protocol, reader, site } = useApp();
  const session = useSession();
  const position = useValue(session && protocol.position(session.address));
  const market = useMarket();
  const [tab, setTab] = useState<Tab>("borrow");
  const [plan, setPlan] = useState<Standing>();
  const deposit = useAmount("deposit", site.qer) ?? 0n;
  const wrongChain = useStore(reader.link).verdict?.kind === "wrong-chain";
  const now = position ? standingOf(position) : NOTHING;
  if (wrongChain) return null;
  return (
    <>
      <Pauses />
      <StandingFigures position={position} market={market} after={plan} />
      <div class="tabs" role="group" aria-label="What to do">
        {TABS.map(([id, name]) => (
          <button
            key={id}
            type="button"
            aria-pressed={tab === id}
            onClick={() => {
              setTab(id);
              setPlan(undefined);
            }}
          >
            {name}
          </button>
        ))}
      </div>
      {tab === "borrow" && <BorrowForm position={position} market={market} plan={setPlan} />}
      {tab === "repay" && <RepayForm position={position} market={market} plan={setPlan} />}
      {tab === "withdraw" && <WithdrawForm position={position} plan={setPlan} />}
      {tab === "borrow" && <Limits deposit={deposit} />}
      {market && <Payoff standing={plan ?? now} market={market} />}
    </>
  );
}

/** Repay: works always, whatever is paused or without a price. */
import { instruct, market as contract } from "@qerun/client";
import type { Position } from "../../chain/answers/market.ts";
import { useEffect } from "preact/hooks";
import { formatShort, formatToken, type Unit } from "../../core/amount.ts";
import { decimal, formatUsd, ONE, valueOf } from "../../core/decimal.ts";
import { spendable } from "../../tx/fee.ts";
import type { Draft } from "../../tx/flow.ts";
import { within } from "../../math/math.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, overBalance, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures } from "../../ui/figures.tsx";
import { useMath, useSession, useValue } from "../../ui/use.ts";
import { releaseOf, repayAll, standingOf, type Market, type Release, type Standing } from "./outlook.ts";

interface Props {
  readonly position: Position | undefined;
  readonly market: Market | undefined;
  readonly plan: (after: Standing | undefined) => void;
}

export function RepayForm({ position, plan }: Props) {
  const { protocol, site } = useApp();
  const session = useSession();
  const math = useMath();
  const params = useValue(protocol.params, true);
  const balance = useValue(session && protocol.stableBalance(session.address));
  const amount = useAmount("repay", site.stable);
  const all = position && repayAll(position.debt);
  const most = spendable(balance, site.stable.home, site.home);
  const max = all !== undefined && most !== undefined ? (all < most ? all : most) : undefined;
  const repaid = position && amount ? (amount < position.debt ? amount : position.debt) : undefined;
  const release = position && math && repaid ? within(() => releaseOf(position, repaid, math)) : undefined;
  const over = overBalance(amount, balance);
  const dust = position && params && repaid ? dustWords(position.debt - repaid, decimal(params.min_debt), site.stable) : undefined;
  const none = position && position.debt === 0n ? "You owe nothing." : undefined;

  const after = position && repaid && release ? afterOf(standingOf(position), repaid, release) : undefined;
  const key = after && Object.values(after).join();
  useEffect(() => plan(after), [key]);

  const draft = (): Draft => ({
    title: `Repay ${formatToken(repaid ?? amount!, site.stable)}`,
    sentence:
      // Repaying must not wait for figures that the chain does not give.
      (repaid === undefined
        ? `You repay as much of your debt as ${formatToken(amount!, site.stable)} cover; what is more comes back in the same transaction. How much that is, is not known now.`
        : `You repay ${formatToken(repaid, site.stable)} of your debt.`) +
      (repaid !== undefined && amount! > repaid ? ` What is sent beyond the debt, ${formatToken(amount! - repaid, site.stable)} less interest until the block, comes back in the same transaction.` : "") +
      releaseWords(release, site),
    risks: [
      ...(release && release.pending > 0n ? ["What is being bought at this moment is owed to you: collect it when it has arrived."] : []),
      "If ETH cannot be paid in that block it stays owed to you; the repayment counts all the same.",
    ],
    messages: [instruct(site.home.contracts.market, contract.execute.repay(), [{ denom: site.stable.home, amount: amount! }])],
    fields: ["repay"],
  });

  return (
    <section class="card" aria-labelledby="repay-title">
      <h2 id="repay-title">Repay</h2>
      <AmountField
        field="repay"
        label="How much to repay"
        unit={site.stable}
        max={max}
        maxNote={max !== undefined && max < all! ? "All that your wallet has:" : "All of the debt, and a little that comes back:"}
        problem={over}
      />
      {dust && <p class="note">{dust}</p>}
      <Figures>
        <Figure name="ETH released to you">
          <Amount of={release?.eth ?? 0n} unit={site.eth} shown={6} />
        </Figure>
        <Figure name="Stablecoins released" note="of what was not bought yet">
          <Amount of={release?.stable ?? 0n} unit={site.stable} />
        </Figure>
        <Figure name="Owed to you" note="is being bought: collect it later">
          <Amount of={release?.pending ?? 0n} unit={site.stable} />
        </Figure>
      </Figures>
      <Action label="Repay" refused={none ?? (amount ? over : "Type an amount.")} draft={draft} />
    </section>
  );
}

/** That a debt below the smallest would stay; undefined if none or enough stays. A stablecoin is taken for a dollar here. */
export function dustWords(left: bigint, minimum: bigint, stable: Unit): string | undefined {
  if (left === 0n || valueOf(left, stable.decimals, ONE) >= minimum) return undefined;
  return `A debt of ${formatToken(left, stable)} would stay, less than the smallest, ${formatUsd(minimum)}. Its collateral stays bound as for the smallest: repay all instead.`;
}

function afterOf(before: Standing, repaid: bigint, release: Release): Standing {
  return {
    collateral: before.collateral,
    debt: before.debt - repaid,
    eth: before.eth - release.eth,
    stable: before.stable - release.stable - release.pending,
  };
}

function releaseWords(release: Release | undefined, { eth, stable }: { eth: { symbol: string; decimals: number }; stable: { symbol: string; decimals: number } }): string {
  if (!release) return "";
  const parts = [
    release.eth > 0n ? `about ${formatShort(release.eth, eth.decimals, 8)} ${eth.symbol}` : "",
    release.stable > 0n ? `about ${formatToken(release.stable, stable)}` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` Of your claim ${parts.join(" and ")} come to your wallet.`;
}

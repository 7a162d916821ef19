/** Deposit QER and borrow against it, in one transaction. */
import { instruct, market as contract, parseError } from "@qerun/client";
import type { BorrowQuote, MaxBorrow, Params, Position, State } from "../../chain/answers/market.ts";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Site } from "../../chain/deployment.ts";
import { formatToken } from "../../core/amount.ts";
import { decimal, formatPercent, formatPrice } from "../../core/decimal.ts";
import { date } from "../../core/time.ts";
import { chainWords, type Words } from "../../errors/words.ts";
import type { Draft } from "../../tx/flow.ts";
import { within } from "../../math/math.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, overBalance, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { quoteWords, useCalm, useChainTime, useSession, useValue, useWatch } from "../../ui/use.ts";
import { handOverGas } from "./hand-over.ts";
import { outlook, standingOf, type Market, type Standing } from "./outlook.ts";
import { mostToBorrow, type Most } from "./maximum.ts";
import { SplitFigures } from "./split.tsx";

interface Props {
  readonly position: Position | undefined;
  readonly market: Market | undefined;
  readonly plan: (after: Standing | undefined) => void;
}

export function BorrowForm({ position, market, plan }: Props) {
  const { protocol, site } = useApp();
  const session = useSession();
  const address = session?.address;
  const balance = useValue(session && protocol.lock.balance(session.address))?.balance;
  const max = useValue(session && protocol.maxBorrow(session.address));
  const params = useValue(protocol.params, true);
  const pauses = useValue(protocol.pauses);
  const state = useValue(protocol.state);
  const now = useChainTime();
  const [usePerk, setUsePerk] = useState(false);
  const deposit = useAmount("deposit", site.qer);
  const amount = useAmount("borrow", site.stable);
  const calm = useCalm(amount);
  const quote = useWatch(address !== undefined && calm ? protocol.quoteBorrow(address, calm, usePerk) : undefined, false, false);
  const current = calm === amount ? quote?.value : undefined;

  const after = afterOf(position, deposit ?? 0n, amount ?? 0n, current);
  const key = after && Object.values(after).join();
  useEffect(() => plan(after), [key]);

  const over = overBalance(deposit, balance);
  const paused = pauses && pauses.borrow > now ? `Borrowing is paused until ${date(pauses.borrow)}.` : undefined;
  const most = useMost({ position, max, state, params, market, deposit });
  // The quote does not know of a deposit in the same transaction: of its reasons that one is left out which more collateral mends.
  const mended = deposit !== 0n && parseError(current?.refused ?? "", "market").kind === "ExceedsMaxLtv";
  const tooMuch = amount && deposit && most && amount > most.exact ? tooMuchWords(most.exact, site) : undefined;
  const refused = amount && current?.refused && !mended ? chainWords(current.refused, site) : tooMuch;
  // What cannot be read was meant as well: the other half alone is another position.
  const unread = amount === undefined || deposit === undefined ? "One of the amounts cannot be read." : undefined;
  const nothing = !amount && !deposit ? "Type what to deposit, to borrow, or both." : undefined;
  const waiting = amount && !current ? quoteWords(quote) : undefined;

  const draft = (): Draft => {
    const then = after && market ? within(() => outlook(after, market)) : undefined;
    const parts: string[] = [];
    if (deposit) parts.push(`You deposit ${formatToken(deposit, site.qer)} as collateral.`);
    if (amount && current) {
      parts.push(
        `You borrow ${formatToken(amount, site.stable)}: ${formatToken(current.paid_out, site.stable)} are paid to you now, ` +
          `${formatToken(current.claim, site.stable)} buy ETH that is released to you as you repay, and ` +
          `${formatToken(current.contribution, site.stable)} are a contribution that does not come back.`,
      );
    }
    const at = site.home.contracts;
    const moreGas = amount && current ? handOverGas(current, now) : 0n;
    return {
      title: amount ? `Borrow ${formatToken(amount, site.stable)}` : `Deposit ${formatToken(deposit!, site.qer)}`,
      sentence: parts.join(" "),
      risks: amount
        ? [
            ...(then?.liquidationPrice !== undefined
              ? [`If ${site.qer.symbol} falls below ${formatPrice(then.liquidationPrice)}, anyone may repay your debt and take your ${site.qer.symbol} with a bonus.`]
              : []),
            `Interest${state ? `, now ${formatPercent(decimal(state.borrow_rate))} a year,` : ""} raises the debt, and slowly that price.`,
            "Buying ETH may take hours, or fail: then your claim stays in stablecoins.",
            ...(current?.hands_over ? ["This borrow fills the batch and sends it off, so its gas is more than twice as high."] : []),
            ...(moreGas > 0n ? ["The batch is soon due: this borrow may be the one that sends it off, and more gas is asked for."] : []),
          ]
        : ["While you owe something, collateral can be taken out only as far as the limits allow."],
      messages: [
        ...(deposit ? [contract.hooks.depositCollateral({ token: at.token, contract: at.market }, deposit)] : []),
        ...(amount
          ? [instruct(at.market, contract.execute.borrow({ amount, min_received: current!.paid_out, ...(usePerk ? { use_perk: true } : {}) }))]
          : []),
      ],
      moreGas,
      fields: ["deposit", "borrow"],
    };
  };

  return (
    <section class="card" aria-labelledby="borrow-title">
      <h2 id="borrow-title">Deposit and borrow</h2>
      <AmountField field="deposit" label={`Deposit ${site.qer.symbol}`} unit={site.qer} max={balance} maxNote="In your wallet:" problem={over} />
      <AmountField
        field="borrow"
        label={`Borrow ${site.stable.symbol}`}
        unit={site.stable}
        max={most?.safe}
        maxNote={deposit ? "With this deposit, some room left for interest and prices until the block:" : "At most, some room left for interest and prices until the block:"}
        problem={refused?.what}
      />
      {params && params.perk_contribution_share !== params.contribution_share && (
        <label class="check">
          <input type="checkbox" checked={usePerk} onChange={(event) => setUsePerk(event.currentTarget.checked)} /> Use the perk of stakers: a contribution of{" "}
          {formatPercent(decimal(params.perk_contribution_share), 0)} in place of {formatPercent(decimal(params.contribution_share), 0)}
        </label>
      )}
      <SplitFigures quote={current} amount={amount} />
      {refused && <p class="note">{refused.remedy}</p>}
      <Action label={amount ? "Borrow" : "Deposit"} refused={unread ?? nothing ?? over ?? (amount ? (paused ?? refused?.what ?? waiting) : undefined)} draft={draft} />
    </section>
  );
}

/** What can be borrowed with what is typed as a deposit; the market's own word where it lends nothing at all. */
function useMost({ position, max, state, params, market, deposit }: Known): Most | undefined {
  const limits = max?.limits;
  return useMemo(() => {
    if (max && (!limits || (deposit === 0n && max.amount === 0n))) return { exact: 0n, safe: 0n };
    if (!limits || !position || !state || !params || !market) return undefined;
    return mostToBorrow({ position, state, params }, limits, deposit ?? 0n, market);
  }, [position, max, state, params, market?.qer, market?.stable, market?.math, deposit]);
}

interface Known {
  readonly position: Position | undefined;
  readonly max: MaxBorrow | undefined;
  readonly state: State | undefined;
  readonly params: Params | undefined;
  readonly market: Market | undefined;
  readonly deposit: bigint | undefined;
}

function tooMuchWords(most: bigint, { stable, qer }: Pick<Site, "stable" | "qer">): Words {
  return {
    what: `With this deposit the market lends you ${formatToken(most, stable)} at most.`,
    remedy: `Borrow less, or deposit more ${qer.symbol}. Of the limits below the lowest counts.`,
  };
}

function afterOf(
  position: Position | undefined,
  deposit: bigint,
  amount: bigint,
  quote: BorrowQuote | undefined,
): Standing | undefined {
  if (deposit === 0n && (amount === 0n || !quote)) return undefined;
  const before = position ? standingOf(position) : { collateral: 0n, debt: 0n, eth: 0n, stable: 0n };
  const collateral = before.collateral + deposit;
  if (amount === 0n || !quote) return { ...before, collateral };
  return { ...before, collateral, debt: quote.debt_after, stable: before.stable + quote.claim };
}

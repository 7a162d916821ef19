/** One liquidation: an amount, the contract's quote of it, and the message with both minimums. */
import { instruct, market } from "@qerun/client";
import type { Liquidatable, LiquidationQuote } from "../../chain/answers/market.ts";
import { formatShort, formatToken } from "../../core/amount.ts";
import { decimal, formatHealth, formatPercent, formatUsd, valueOf } from "../../core/decimal.ts";
import { shorten } from "../../core/text.ts";
import { chainWords } from "../../errors/words.ts";
import { spendable } from "../../tx/fee.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, overBalance, useAmount } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { quoteWords, useCalm, useSession, useValue, useWatch } from "../../ui/use.ts";
import { repayAll } from "../borrow/outlook.ts";
import { leastOf } from "../least.ts";
import { liquidationPriceOf, recordOf } from "../prices.ts";

/**
 * A thousandth: interest runs until the block. It makes the part of the claim smaller, and the bonus of a position that is worth hardly
 * more than its debt, so that a minimum without room is refused.
 */
const TOLERANCE = { oneIn: 1_000n };

export function LiquidateForm({ row }: { row: Liquidatable }) {
  const { site, protocol } = useApp();
  const session = useSession();
  const balance = useValue(session && protocol.stableBalance(session.address));
  const field = "liquidate";
  const amount = useAmount(field, site.stable);
  const calm = useCalm(amount);
  const asked = useWatch(calm ? protocol.quoteLiquidation(row.borrower, calm) : undefined, false, false);
  const answer = asked?.value;
  const quote = answer?.quote ?? undefined;
  // Where all of a debt may be repaid, less than all would leave a debt that is too small: interest runs until the block.
  const all = row.quote ? repayAll(row.quote.repaid) : undefined;
  const has = spendable(balance, site.stable.home, site.home);
  const most = all !== undefined && has !== undefined ? (all < has ? all : has) : undefined;
  const over = overBalance(amount, balance);
  const refused = answer?.refused ? chainWords(answer.refused, site).what : undefined;
  const ready = quote !== undefined && calm === amount;
  const draft = (): Draft => ({
    title: `Liquidate ${shorten(row.borrower)}`,
    sentence: `You repay ${formatToken(quote!.repaid, site.stable)} of another's debt, and receive ${formatToken(quote!.collateral, site.qer)}${
      quote!.eth > 0n ? ` and ${formatShort(quote!.eth, site.eth.decimals, 8)} ${site.eth.symbol}` : ""
    }, or up to a thousandth less.${quote!.refunded > 0n ? " What is more than may be repaid comes back." : ""}`,
    risks: [
      "If another liquidator is faster, or the price has moved so that it would be less still, the message fails and costs you its fee.",
      `If ${site.qer.symbol} falls before you sell it, that is your loss.`,
      ...(quote!.pending > 0n ? ["A part is still being bought: you are owed what it becomes, and collect it later."] : []),
    ],
    messages: [
      instruct(
        site.home.contracts.market,
        market.execute.liquidate({ borrower: row.borrower, min_collateral: leastOf(quote!.collateral, TOLERANCE), min_eth: leastOf(quote!.eth, TOLERANCE) }),
        [{ denom: site.stable.home, amount: amount! }],
      ),
    ],
    fields: [field],
  });
  return (
    <section class="card" aria-labelledby="liquidate-title">
      <h2 id="liquidate-title">
        Liquidate <span class="mono">{shorten(row.borrower)}</span>
      </h2>
      <AmountField field={field} label="You repay" unit={site.stable} max={most} maxNote={most !== undefined && most < all! ? "All that your wallet has:" : "All that may be repaid, and a little that comes back:"} problem={over ?? refused} />
      {quote && <Quote quote={quote} />}
      <Action label="Liquidate" refused={amount ? (over ?? refused ?? (ready ? undefined : quoteWords(asked))) : "Type an amount."} draft={draft} />
    </section>
  );
}

function Quote({ quote }: { quote: LiquidationQuote }) {
  const { site, protocol } = useApp();
  const record = recordOf(useValue(protocol.prices), site.qer.oracle);
  const worth = record && valueOf(quote.collateral, site.qer.decimals, liquidationPriceOf(record));
  return (
    <Figures>
      <Figure name="You pay" note={quote.refunded > 0n ? <>the other <Amount of={quote.refunded} unit={site.stable} /> come back</> : "\u00a0"}>
        <Amount of={quote.repaid} unit={site.stable} />
      </Figure>
      <Figure name={`You receive ${site.qer.symbol}`} note={worth !== undefined ? `worth ${formatUsd(worth)} at the liquidation price` : "\u00a0"}>
        <Amount of={quote.collateral} unit={site.qer} />
      </Figure>
      <Figure name="You receive ETH">
        <Amount of={quote.eth} unit={site.eth} shown={6} />
      </Figure>
      <Figure name="Bonus">{quote.bonus ? formatPercent(decimal(quote.bonus)) : <Pending />}</Figure>
      <Figure name="Health now">{formatHealth(decimal(quote.health))}</Figure>
      {quote.written_off > 0n && (
        <Figure name="Written off" note="costs you nothing">
          <Amount of={quote.written_off} unit={site.stable} />
        </Figure>
      )}
    </Figures>
  );
}

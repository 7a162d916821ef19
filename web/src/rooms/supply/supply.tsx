/** Lend stablecoins, and take them back. */
import { instruct, market } from "@qerun/client";
import type { Supplier } from "../../chain/answers/market.ts";
import { formatToken } from "../../core/amount.ts";
import { decimal, formatPercent } from "../../core/decimal.ts";
import { date } from "../../core/time.ts";
import { spendable } from "../../tx/fee.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { AmountField, overBalance, useAmount, useIsMax } from "../../ui/amount-field.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, AskToConnect, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { Pauses } from "../overview/pauses.tsx";

export function Supply() {
  const { protocol, site } = useApp();
  const session = useSession();
  const state = useValue(protocol.state);
  const mine = useValue(session && protocol.supplier(session.address));
  const most = useValue(session && protocol.maxWithdraw(session.address));
  const balance = useValue(session && protocol.stableBalance(session.address));
  const rate = state?.supply_rate;
  return (
    <>
      <Pauses />
      <section class="card" aria-labelledby="yours">
        <h2 id="yours">Yours</h2>
        <Figures>
          <Figure name="Supplied, with interest">
            <Amount of={mine?.assets} unit={site.stable} mine />
          </Figure>
          <Figure name="Can be taken now" note={mine && most && most.supplied < mine.assets ? "the rest is lent, or bears losses that are certain" : "\u00a0"}>
            <Amount of={most?.supplied} unit={site.stable} mine />
          </Figure>
          <Figure name="In your wallet">
            <Amount of={balance} unit={site.stable} mine />
          </Figure>
          <Figure name="You earn" note="a year, at the rate of this moment">
            {rate === undefined ? <Pending /> : formatPercent(decimal(rate))}
          </Figure>
        </Figures>
        <AskToConnect />
      </section>
      <div class="columns">
        <SupplyForm balance={balance} rate={rate} />
        <WithdrawForm mine={mine} most={most?.supplied} />
      </div>
    </>
  );
}

function SupplyForm({ balance, rate }: { balance: bigint | undefined; rate: string | undefined }) {
  const { site, protocol } = useApp();
  const pauses = useValue(protocol.pauses);
  const now = useChainTime();
  const amount = useAmount("supply", site.stable);
  const most = spendable(balance, site.stable.home, site.home);
  const paused = pauses && pauses.supply > now ? `Supplying is paused until ${date(pauses.supply)}.` : undefined;
  const over = overBalance(amount, balance);
  const draft = (): Draft => ({
    title: `Supply ${formatToken(amount!, site.stable)}`,
    sentence: `You lend ${formatToken(amount!, site.stable)} to the market, and earn ${rate ? formatPercent(decimal(rate)) : "interest"} a year at the rate of this moment.`,
    risks: [
      "While all stablecoins are lent you wait until borrowers repay.",
      "In a crash deeper than insurance and ETH cover, suppliers bear the rest, each in proportion.",
      "Nothing here has been audited.",
    ],
    messages: [
      instruct(site.home.contracts.market, market.execute.supply(), [{ denom: site.stable.home, amount: amount! }]),
    ],
    fields: ["supply"],
  });
  return (
    <section class="card" aria-labelledby="supply-title">
      <h2 id="supply-title">Supply</h2>
      <AmountField field="supply" label="How much" unit={site.stable} max={most} maxNote={most === balance ? "In your wallet:" : "In your wallet, without what a fee may cost:"} problem={over} />
      <Action label="Supply" refused={paused ?? (amount ? over : "Type an amount.")} draft={draft} />
    </section>
  );
}

/**
 * Whether all is meant, which is sent as shares: an amount would leave what accrues until the block. Interest has run since Max was
 * pressed, so what is there now may be a little more than what it wrote; after a new supply it is much more, and not meant.
 */
export function meansAll(amount: bigint, byMax: boolean, assets: bigint, most: bigint | undefined): boolean {
  return byMax && amount > 0n && most === assets && amount <= assets && assets - amount <= assets / 10_000n;
}

function WithdrawForm({ mine, most }: { mine: Supplier | undefined; most: bigint | undefined }) {
  const { site } = useApp();
  const amount = useAmount("withdraw", site.stable);
  const byMax = useIsMax("withdraw");
  const over = most !== undefined && amount !== undefined && amount > most ? "This is more than can be taken now." : undefined;
  const all = amount !== undefined && mine !== undefined && meansAll(amount, byMax, mine.assets, most);
  const draft = (): Draft => ({
    title: all ? "Withdraw all" : `Withdraw ${formatToken(amount!, site.stable)}`,
    sentence: all
      ? `All that you have supplied comes back to your wallet: at least ${formatToken(amount!, site.stable)}.`
      : `${formatToken(amount!, site.stable)} of what you have supplied come back to your wallet.`,
    risks: [
      "If others take the cash first, the message fails and your shares stay yours.",
      "If losses have become certain in the meantime, you would receive less, and the message fails rather than pay less than shown.",
    ],
    messages: [
      instruct(
        site.home.contracts.market,
        market.execute.withdraw(all ? { min_received: amount! } : { amount: amount!, min_received: amount! }),
      ),
    ],
    fields: ["withdraw"],
  });
  return (
    <section class="card" aria-labelledby="withdraw-title">
      <h2 id="withdraw-title">Withdraw</h2>
      <AmountField field="withdraw" label="How much to take" unit={site.stable} max={most} maxNote="Can be taken now:" problem={over} />
      <Action label="Withdraw" refused={amount ? over : "Type an amount."} draft={draft} />
    </section>
  );
}

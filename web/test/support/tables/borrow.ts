/** The figures of the room in which one borrows, with its three forms. */
import type { market } from "@qerun/client";
import type { Moment, Net } from "../chain.ts";
import type { RoomTable, Table } from "../figures.ts";
import { formatAmount } from "../../../src/core/amount.ts";
import { decimal, formatHealth, formatPercent, formatPrice, ONE } from "../../../src/core/decimal.ts";
import { amount, somewhatBelow } from "./words.ts";

export type BorrowForm = "borrow" | "repay" | "withdraw";

const LIMITS: Record<keyof market.BorrowLimits, readonly [name: string, why: string]> = {
  max_ltv: ["Your collateral", "what may be owed on it at the bid"],
  cash: ["The market’s cash", "what suppliers have left there"],
  account_cap: ["One account", "what the pools could take if one account were liquidated"],
  debt_cap: ["All accounts", "what the pools could take if all were"],
  debt_ceiling: ["Debt ceiling", "set by governance"],
  stress: ["Crash", "what insurance and ETH would cover if everything fell at once"],
};

/** While nothing is typed. */
export function borrow(net: Net, user: string, form: BorrowForm): RoomTable {
  const rows = form === "borrow" ? [(at: Moment) => limits(net, user, at)] : [];
  return { figures: { ...standing(net, user), ...FORMS[form](net, user) }, rows };
}

function standing({ site: { qer, stable, eth } }: Net, user: string): Table {
  const position = (at: Moment) => at.market.position({ user });
  const health = (text: string | null | undefined) => (text ? formatHealth(decimal(text)) : "no debt");
  return {
    "Where you stand / Collateral": async (at) => amount((await position(at)).collateral, qer),
    "Where you stand / Debt": async (at) => amount((await position(at)).debt, stable),
    "Where you stand / Claim in ETH": async (at) => amount((await position(at)).claim.eth, eth),
    "Where you stand / Claim not bought yet": async (at) => {
      const { unsent, pending, stable: back } = (await position(at)).claim;
      return amount(unsent + pending + back, stable);
    },
    "Where you stand / Health": async (at) => health((await position(at)).health),
    "Where you stand / Health: note": () => `by ${qer.symbol} alone: below 1 anyone may liquidate`,
    "Where you stand / Health with the claim": async (at) => health((await position(at)).health_with_claim),
    "Where you stand / Liquidation begins at": async (at) => {
      const price = await liquidationPrice(at);
      return price === undefined ? "–" : formatPrice(price);
    },
    "Where you stand / Liquidation begins at: note": async (at) => {
      const price = await liquidationPrice(at);
      const now = higher(await at.price(qer.oracle));
      if (price === undefined || price > now) return undefined;
      return `${qer.symbol} would have to fall by ${formatPercent(ONE - (price * ONE) / now, 1)}`;
    },
  };

  /** At which collateral times threshold is worth the debt, rounded up: by hand, not by the page's arithmetic. */
  async function liquidationPrice(at: Moment): Promise<bigint | undefined> {
    const { collateral, debt } = await position(at);
    if (debt === 0n || collateral === 0n) return undefined;
    const threshold = decimal((await at.market.threshold()).effective);
    const { mid, average } = await at.price(stable.oracle);
    const [a, b] = [decimal(mid), decimal(average)];
    const lower = a < b ? a : b;
    const owed = debt * 10n ** BigInt(qer.decimals) * (lower > ONE ? lower : ONE);
    const backed = collateral * 10n ** BigInt(stable.decimals) * threshold;
    return (owed * ONE + backed - 1n) / backed;
  }
}

/** The price at which a position is liquidated. */
function higher({ mid, average }: { mid: string; average: string }): bigint {
  const [a, b] = [decimal(mid), decimal(average)];
  return a > b ? a : b;
}

const FORMS: Record<BorrowForm, (net: Net, user: string) => Table> = {
  borrow: ({ site: { qer, stable } }, user) => ({
    [`Deposit and borrow / Deposit ${qer.symbol}`]: async (at) => `In your wallet: ${formatAmount(await at.qer(user), qer.decimals)} ${qer.symbol}`,
    [`Deposit and borrow / Borrow ${stable.symbol}`]: async (at) => {
      const [{ amount: most }, { debt }] = [await at.market.maxBorrow({ user }), await at.market.state()];
      return somewhatBelow(most, most + debt, stable);
    },
    "Deposit and borrow / Paid to you now": () => amount(0n, stable),
    "Deposit and borrow / Buys ETH for you": () => amount(0n, stable),
    "Deposit and borrow / Contribution": () => amount(0n, stable),
    "Deposit and borrow / choice": async (at) => {
      const { perk_contribution_share: perk, contribution_share: full } = await at.market.params();
      return `Use the perk of stakers: a contribution of ${formatPercent(decimal(perk), 0)} in place of ${formatPercent(decimal(full), 0)}`;
    },
  }),
  repay: ({ site: { stable, eth } }, user) => ({
    "Repay / How much to repay": async (at) => {
      const { debt } = await at.market.position({ user });
      const all = debt === 0n ? 0n : debt + debt / 10_000n + 1n;
      const has = await at.stable(user);
      return `All of the debt, and a little that comes back: ${formatAmount(all < has ? all : has, stable.decimals)} ${stable.symbol}`;
    },
    "Repay / ETH released to you": () => amount(0n, eth),
    "Repay / Stablecoins released": () => amount(0n, stable),
    "Repay / Owed to you": () => amount(0n, stable),
  }),
  withdraw: ({ site: { qer } }, user) => ({
    [`Withdraw ${qer.symbol} / How much to take out`]: async (at) => {
      const [{ collateral: most }, { debt, collateral }] = [await at.market.maxWithdraw({ user }), await at.market.position({ user })];
      return debt > 0n ? somewhatBelow(most, collateral, qer) : `Can be taken out now: ${amount(most, qer)}`;
    },
  }),
};

async function limits({ site: { stable } }: Net, user: string, at: Moment): Promise<Record<string, string>> {
  const { limits: all } = await at.market.maxBorrow({ user });
  if (!all) throw new Error("there are no limits");
  const keys = Object.keys(LIMITS) as (keyof market.BorrowLimits)[];
  const least = keys.map((key) => all[key]).reduce((a, b) => (a < b ? a : b));
  const row = (key: keyof market.BorrowLimits): [string, string] => {
    const [name, why] = LIMITS[key];
    return [`What limits you / ${name}`, [amount(all[key], stable), why, ...(all[key] === least ? ["this one counts"] : [])].join(" | ")];
  };
  return Object.fromEntries(keys.map(row));
}

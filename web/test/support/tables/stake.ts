/** The figures of the room in which one stakes. */
import type { voting } from "@qerun/client";
import type { Moment, Net } from "../chain.ts";
import type { RoomTable, Table } from "../figures.ts";
import { formatAmount, formatToken, type Unit } from "../../../src/core/amount.ts";
import { decimal, formatPercent } from "../../../src/core/decimal.ts";
import { date, duration, until } from "../../../src/core/time.ts";
import { amount } from "./words.ts";

/** `unstakeFrom` is the tier that is chosen in the form for unstaking. */
export function stake(net: Net, address: string, unstakeFrom = 0): RoomTable {
  const { qer } = net.site;
  const power = { symbol: "", decimals: qer.decimals };
  const mine = (at: Moment) => at.voting.account({ address });
  const staked = ({ stakes }: voting.AccountResponse, tier: number) => stakes[tier] ?? 0n;
  return {
    figures: {
      "Where you stand / Staked": async (at) => amount((await mine(at)).staked, qer),
      "Where you stand / Power": async (at) => amount((await mine(at)).power, power),
      "Where you stand / Power: note": async (at) => {
        const [{ power: part }, { power: whole }] = [await mine(at), await at.voting.totals()];
        const tenths = whole > 0n ? (part * 1000n) / whole : undefined;
        return tenths === undefined ? undefined : `${tenths / 10n}.${tenths % 10n} % of all power`;
      },
      "Where you stand / Reputation": async (at) => amount((await mine(at)).reputation, power),
      "Stake / How much to stake": async (at) => `In your wallet: ${formatToken(await at.qer(address), qer)}`,
      "Raise / How much to raise": async (at) => `In tier 0: ${formatToken(staked(await mine(at), 0), qer)}`,
      "Unstake / How much to unstake": async (at) => `In tier ${unstakeFrom}: ${formatToken(staked(await mine(at), unstakeFrom), qer)}`,
      ...rewards(net, address, "lock", (at) => at.voting),
    },
    rows: [
      async (at) => {
        const [{ tiers }, account] = [await at.voting.tiers(), await mine(at)];
        const rows = tiers.flatMap(({ unbonding, multiplier }, tier): [string, string][] => [
          [`Where you stand / ${tier} / Unbonding`, duration(unbonding)],
          [`Where you stand / ${tier} / Weight`, `× ${formatAmount(decimal(multiplier), 18)}`],
          [`Where you stand / ${tier} / Yours`, amount(staked(account, tier), qer)],
        ]);
        return Object.fromEntries(rows);
      },
      (at) => unbonding(at, at.voting, address, qer),
      async (at) => {
        const [{ perks }, { power: has, reputation }] = [await at.voting.perks({}), await mine(at)];
        const rows = perks.map(({ id, text, min_power: least, min_reputation: known }): [string, string] => {
          const asks = `asks for a power of ${formatAmount(least, qer.decimals)} and a reputation of ${formatAmount(known, qer.decimals)}`;
          return [`Perks / ${id}`, `${text} | ${asks} | ${has >= least && reputation >= known ? "yours" : "not yours yet"}`];
        });
        return Object.fromEntries(rows);
      },
    ],
  };
}

/** What is unbonding of an instance of voting. */
export async function unbonding(at: Moment, queries: voting.VotingQueries, address: string, unit: Unit): Promise<Record<string, string>> {
  const { claims } = await queries.claims({ address });
  const rows = claims.map(({ amount: part, release_at: release }): [string, string] => {
    const free = typeof release === "object" && "at_time" in release ? Math.ceil(Number(BigInt(release.at_time) / 1_000_000n) / 1_000) : Infinity;
    return [`Unbonding / ${formatToken(part, unit)}`, free <= at.time ? "free" : `${until(free, at.time)}, ${date(free)}`];
  });
  return Object.fromEntries(rows);
}

/** The stream of rewards of those who stake in an instance of voting. */
export function rewards({ site: { qer } }: Net, address: string, id: string, of: (at: Moment) => voting.VotingQueries): Table {
  const stream = async (at: Moment) => {
    const found = (await at.emissions.streams()).streams.find((one) => one.id === id);
    if (!found) throw new Error(`there is no stream ${id}`);
    return found;
  };
  /** What the next release would bring, by the account's part of all power. */
  const coming = async (at: Moment) => {
    const [{ due, min_power: least }, { power: part }, { power: whole }] = [await stream(at), await of(at).account({ address }), await of(at).totals()];
    return due > 0n && whole >= least && whole > 0n ? (due * part) / whole : 0n;
  };
  const name = `${id === "lock" ? "Lock" : "Liquidity"} rewards`;
  return {
    [`${name} / Yours to claim`]: async (at) => amount((await at.rewards(address, (await stream(at)).distribution)) + (await coming(at)), qer),
    [`${name} / Yours to claim: note`]: async (at) => {
      const more = await coming(at);
      return more > 0n ? `of this ${amount(more, qer)} with the next release` : undefined;
    },
    [`${name} / Released so far`]: async (at) => amount((await stream(at)).released, qer),
    [`${name} / Released so far: note`]: async (at) => `of ${amount((await stream(at)).total, qer)}`,
    [`${name} / Rate`]: async (at) => formatPercent(decimal((await stream(at)).rate), 0),
    [`${name} / Ends`]: async (at) => {
      const { schedule } = await stream(at);
      return date(schedule.start + (schedule.points.at(-1)?.after ?? 0));
    },
  };
}

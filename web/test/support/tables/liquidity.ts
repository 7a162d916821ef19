/** The figures of the room in which providers of liquidity stake their LP token. */
import { token, voting } from "@qerun/client";
import type { Moment, Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { isRecord } from "../../../src/chain/rpc.ts";
import { formatToken } from "../../../src/core/amount.ts";
import { duration } from "../../../src/core/time.ts";
import { rewards, unbonding } from "./stake.ts";
import { amount } from "./words.ts";

/** The LP token of an Astroport pair has six decimals. */
export const LP = { symbol: "LP", decimals: 6 };

/** The second instance of voting, and the LP token, at a moment. */
export function liquidityAt({ site: { home } }: Net, at: Moment): { readonly voting: voting.VotingQueries; readonly lp: token.TokenQueries } {
  return { voting: new voting.VotingQueries(at, home.contracts.liquidity_voting!), lp: new token.TokenQueries(at, home.contracts["lp_token"]!) };
}

export function liquidity(net: Net, address: string): RoomTable {
  const { qer, stable, home } = net.site;
  const staked = async (at: Moment) => (await liquidityAt(net, at).voting.account({ address })).staked;
  const loose = async (at: Moment) => (await liquidityAt(net, at).lp.balance({ address })).balance;
  /** A part of what the pair has: of its asset with this token or denom. */
  const part = async (at: Moment, of: string) => {
    const pool = await at.smart(home.contracts["qer_pair"]!, { pool: {} });
    if (!isRecord(pool) || !Array.isArray(pool["assets"])) throw new Error("no pool");
    const has = (pool["assets"] as { info: object; amount: string }[]).find(({ info }) => JSON.stringify(info).includes(`"${of}"`))!.amount;
    const shares = BigInt(String(pool["total_share"]));
    return shares === 0n ? 0n : (BigInt(has) * ((await staked(at)) + (await loose(at)))) / shares;
  };
  return {
    figures: {
      "Where you stand / Staked": async (at) => amount(await staked(at), LP),
      "Where you stand / In your wallet": async (at) => amount(await loose(at), LP),
      [`Where you stand / ${qer.symbol} in it`]: async (at) => amount(await part(at, home.contracts.token), qer),
      [`Where you stand / ${stable.symbol} in it`]: async (at) => amount(await part(at, stable.home), stable),
      "Where you stand / Unbonding": async (at) => duration((await liquidityAt(net, at).voting.tiers()).tiers[0]!.unbonding),
      // Where pair and LP token are.
      "Where you stand / sentence": () =>
        `Whoever puts ${qer.symbol} and ${stable.symbol} into the pair ${home.contracts["qer_pair"]} gets its LP token, ${home.contracts["lp_token"]}. ` +
        `That is done on the page of the exchange. What is in it changes as others trade: if the price of ${qer.symbol} moves far, it is worth less than the two kept apart.`,
      "Stake / How much to stake": async (at) => `In your wallet: ${formatToken(await loose(at), LP)}`,
      "Unstake / How much to unstake": async (at) => `Staked: ${formatToken(await staked(at), LP)}`,
      ...rewards(net, address, "liquidity", (at) => liquidityAt(net, at).voting),
    },
    rows: [(at) => unbonding(at, liquidityAt(net, at).voting, address, LP)],
  };
}

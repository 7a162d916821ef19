/** The pair of QER and the stablecoin, and its LP token: official contracts of Astroport, which the client does not know. */
import { token, type Node } from "@qerun/client";
import * as answers from "./answers/staking.ts";
import { isRecord } from "./rpc.ts";
import { unitsOf } from "./units.ts";
import type { Unit } from "../core/amount.ts";

/** What is in the pair, smallest units. */
export interface Pool {
  readonly qer: bigint;
  readonly stable: bigint;
  /** All LP tokens that there are. */
  readonly shares: bigint;
}

/** Its `pool`. Throws on an answer of another shape, and on a pair of other tokens. */
export async function poolOf(node: Node, pair: string, qer: string, stable: string): Promise<Pool> {
  const answer = await node.smart(pair, { pool: {} });
  if (!isRecord(answer) || !Array.isArray(answer["assets"])) throw wrong();
  const amounts = new Map<string, bigint>();
  for (const row of answer["assets"].filter(isRecord)) {
    const info = isRecord(row["info"]) ? row["info"] : {};
    const cw20 = isRecord(info["token"]) ? info["token"]["contract_addr"] : undefined;
    const denom = isRecord(info["native_token"]) ? info["native_token"]["denom"] : undefined;
    const amount = unitsOf(row["amount"]);
    if (amount === undefined) throw wrong();
    amounts.set(String(cw20 ?? denom), amount);
  }
  const [inQer, inStable, shares] = [amounts.get(qer), amounts.get(stable), unitsOf(answer["total_share"])];
  if (inQer === undefined || inStable === undefined || shares === undefined) throw wrong();
  return { qer: inQer, stable: inStable, shares };
}

/** How the LP token is written: by its own decimals. Its symbol is anybody's word, so the page says "LP". */
export async function lpUnit(node: Node, lp: string): Promise<Unit> {
  const { decimals } = answers.token(await new token.TokenQueries(node, lp).tokenInfo(), "");
  return { symbol: "LP", decimals };
}

const wrong = () => new Error("the pair answers in another shape");

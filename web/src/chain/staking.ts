/** The questions to one instance of voting: that of the DAO, or the second one, over the LP token. */
import { token, voting } from "@qerun/client";
import type { Node } from "@qerun/client";
import type { Watch } from "./reader.ts";

/** Where one stakes, and what. */
export interface Staking {
  /** Begins the names of its fields and questions. */
  readonly id: string;
  readonly voting: string;
  readonly token: string;
  readonly tiers: Watch<voting.TiersResponse>;
  readonly totals: Watch<voting.TotalsResponse>;
  readonly settings: Watch<voting.SettingsResponse>;
  readonly stake: (address: string) => Watch<voting.AccountResponse>;
  readonly claims: (address: string) => Watch<voting.ClaimsResponse>;
  readonly balance: (address: string) => Watch<token.BalanceResponse>;
}

export function staking(id: string, at: string, cw20: string): Staking {
  const watch = <T>(key: string, ask: (queries: voting.VotingQueries) => Promise<T>): Watch<T> => ({ key: `${id}/${key}`, ask: (node: Node) => ask(new voting.VotingQueries(node, at)) });
  return {
    id,
    voting: at,
    token: cw20,
    tiers: watch("tiers", (queries) => queries.tiers()),
    totals: watch("totals", (queries) => queries.totals()),
    settings: watch("settings", (queries) => queries.settings()),
    stake: (address) => watch(`stake/${address}`, (queries) => queries.account({ address })),
    claims: (address) => watch(`claims/${address}`, (queries) => queries.claims({ address })),
    balance: (address) => ({ key: `balance/${cw20}/${address}`, ask: (node) => new token.TokenQueries(node, cw20).balance({ address }) }),
  };
}

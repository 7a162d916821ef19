/** The questions to one instance of voting: that of the DAO, or the second one, over the LP token. */
import { token, voting } from "@qerun/client";
import * as answers from "./answers/staking.ts";
import type { Watch } from "./reader.ts";
import { asked, type Checked, type Shape } from "./shape.ts";

/** Where one stakes, and what. */
export interface Staking {
  /** Begins the names of its fields and questions. */
  readonly id: string;
  readonly voting: string;
  readonly token: string;
  readonly tiers: Watch<Checked<typeof answers.tiers>>;
  readonly totals: Watch<Checked<typeof answers.totals>>;
  readonly settings: Watch<Checked<typeof answers.settings>>;
  readonly stake: (address: string) => Watch<answers.Account>;
  readonly claims: (address: string) => Watch<Checked<typeof answers.claims>>;
  readonly balance: (address: string) => Watch<Checked<typeof answers.balance>>;
}

export function staking(id: string, at: string, cw20: string): Staking {
  const watch = <T, A extends T>(key: string, ask: (queries: voting.VotingQueries) => Promise<A>, shape: Shape<T>): Watch<T> =>
    asked(`${id}/${key}`, (node) => ask(new voting.VotingQueries(node, at)), shape);
  return {
    id,
    voting: at,
    token: cw20,
    tiers: watch("tiers", (queries) => queries.tiers(), answers.tiers),
    totals: watch("totals", (queries) => queries.totals(), answers.totals),
    settings: watch("settings", (queries) => queries.settings(), answers.settings),
    stake: (address) => watch(`stake/${address}`, (queries) => queries.account({ address }), answers.account),
    claims: (address) => watch(`claims/${address}`, (queries) => queries.claims({ address }), answers.claims),
    balance: (address) => asked(`balance/${cw20}/${address}`, (node) => new token.TokenQueries(node, cw20).balance({ address }), answers.balance),
  };
}

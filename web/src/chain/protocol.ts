/** Every question that the page asks, as something to watch. */
import { airdrop, emissions, market, marketRecords, oracle, reserve, reserveRecords, timelock, voting } from "@qerun/client";
import type { Node } from "@qerun/client";
import type { Site } from "./deployment.ts";
import { pendingRewards } from "./distributor.ts";
import { lpUnit, poolOf } from "./pair.ts";
import type { Watch } from "./reader.ts";
import { staking } from "./staking.ts";
import { vestedOf, vestOf } from "./vesting.ts";

const watch = <T>(key: string, ask: (node: Node) => Promise<T>): Watch<T> => ({ key, ask });

export function protocol({ home, stable }: Site) {
  const at = home.contracts;
  const inMarket = (node: Node) => new market.MarketQueries(node, at.market);
  const inReserve = (node: Node) => new reserve.ReserveQueries(node, at.reserve);
  const inVoting = (node: Node) => new voting.VotingQueries(node, at.voting);
  const inTimelock = (node: Node) => new timelock.TimelockQueries(node, at.timelock);
  const inAirdrop = (node: Node) => new airdrop.AirdropQueries(node, at.airdrop ?? "");
  const lock = staking("lock", at.voting, at.token);
  return {
    state: watch("state", (node) => inMarket(node).state()),
    params: watch("params", (node) => inMarket(node).params()),
    threshold: watch("threshold", (node) => inMarket(node).threshold()),
    pauses: watch("pauses", (node) => inMarket(node).pauses()),
    borrowingMilestones: watch("borrowing-milestones", (node) => inMarket(node).milestones()),
    buybackMilestones: watch("buyback-milestones", (node) => inReserve(node).milestones()),
    writeOffs: watch("write-offs", (node) => inMarket(node).writeOffs()),
    position: (user: string) => watch(`position/${user}`, (node) => inMarket(node).position({ user })),
    maxBorrow: (user: string) => watch(`max-borrow/${user}`, (node) => inMarket(node).maxBorrow({ user })),
    maxWithdraw: (user: string) => watch(`max-withdraw/${user}`, (node) => inMarket(node).maxWithdraw({ user })),
    quoteBorrow: (user: string, amount: bigint, use_perk: boolean) =>
      watch(`quote/${user}/${amount}/${use_perk}`, (node) => inMarket(node).quoteBorrow({ user, amount, use_perk })),
    claimRecord: (user: string) => watch(`claim/${user}`, (node) => marketRecords.positions.read(node, at.market, user)),
    owed: (user: string) => watch(`owed/${user}`, (node) => inMarket(node).owed({ user })),
    supplier: (user: string) => watch(`supplier/${user}`, (node) => inMarket(node).supplier({ user })),
    liquidatable: (limit: number) => watch(`liquidatable/${limit}`, (node) => inMarket(node).liquidatable({ limit })),
    positionsByHealth: (limit: number) => watch(`by-health/${limit}`, (node) => inMarket(node).positionsByHealth({ limit })),
    quoteLiquidation: (borrower: string, amount: bigint) =>
      watch(`quote-liquidation/${borrower}/${amount}`, (node) => inMarket(node).quoteLiquidation({ borrower, amount })),
    prices: watch("prices", (node) => new oracle.OracleQueries(node, at.oracle).prices({ limit: 30 })),
    price: (asset: string) => watch(`price/${asset}`, (node) => new oracle.OracleQueries(node, at.oracle).price({ asset })),
    backing: watch("backing", (node) => reserve.records.backing.read(node, at.reserve)),
    batch: (id: bigint) => watch(`batch/${id}`, (node) => reserve.records.batches.read(node, at.reserve, id)),
    orders: (start_after: bigint) => watch(`orders/${start_after}`, (node) => inReserve(node).orders({ start_after, limit: 30 })),
    nextOrder: watch("next-order", (node) => reserveRecords.nextOrder.read(node, at.reserve)),
    waiting: watch("waiting", (node) => inReserve(node).waiting({ limit: 30 })),
    reserveConfig: watch("reserve-config", (node) => inReserve(node).config()),
    quoteFlush: watch("quote-flush", (node) => inMarket(node).quoteFlush()),
    storefront: watch("storefront", (node) => inReserve(node).storefront()),
    lock,
    // Only where the plan has a pair of QER.
    liquidity: at.liquidity_voting && at["lp_token"] ? staking("liquidity", at.liquidity_voting, at["lp_token"]) : undefined,
    lpUnit: watch("lp-unit", (node) => lpUnit(node, at["lp_token"] ?? "")),
    pool: watch("pool", (node) => poolOf(node, at["qer_pair"] ?? "", at.token, stable.home)),
    vest: (contract: string) => watch(`vest/${contract}`, (node) => vestOf(node, contract)),
    vested: (contract: string) => watch(`vested/${contract}`, (node) => vestedOf(node, contract)),
    perks: watch("perks", (node) => inVoting(node).perks({ limit: 30 })),
    streams: watch("streams", (node) => new emissions.EmissionsQueries(node, at.emissions ?? "").streams()),
    pendingRewards: (address: string) => watch(`rewards/${address}`, (node) => pendingRewards(node, at["distributor"] ?? "", address)),
    stableBalance: (address: string) => watch(`stable/${address}`, (node) => node.balance(address, stable.home)),
    stage: watch("stage", (node) => inTimelock(node).stage()),
    operations: watch("operations", (node) => inTimelock(node).operations({ limit: 20 })),
    operation: (id: number) => watch(`operation/${id}`, (node) => inTimelock(node).operation({ id })),
    airdropConfig: watch("airdrop", (node) => inAirdrop(node).config()),
    airdropTotals: watch("airdrop-totals", (node) => inAirdrop(node).totals()),
    airdropClaimed: (account: string) => watch(`airdropped/${account}`, (node) => inAirdrop(node).claimed({ account })),
  };
}

export type Protocol = ReturnType<typeof protocol>;

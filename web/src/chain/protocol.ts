/** Every question that the page asks, as something to watch. */
import { airdrop, emissions, market, marketRecords, oracle, reserve, reserveRecords, timelock, voting } from "@qerun/client";
import type { Node } from "@qerun/client";
import type { Site } from "./deployment.ts";
import * as ofAirdrop from "./answers/airdrop.ts";
import * as ofMarket from "./answers/market.ts";
import * as ofOracle from "./answers/oracle.ts";
import * as ofReserve from "./answers/reserve.ts";
import * as ofStaking from "./answers/staking.ts";
import * as ofTimelock from "./answers/timelock.ts";
import { pendingRewards } from "./distributor.ts";
import { lpUnit, poolOf } from "./pair.ts";
import type { Watch } from "./reader.ts";
import { amount as amountShape, asked, record } from "./shape.ts";
import { staking } from "./staking.ts";
import { vestedOf, vestOf } from "./vesting.ts";

/** Of contracts that are not ours: their readers look at each answer themselves. */
const official = <T>(key: string, ask: (node: Node) => Promise<T>): Watch<T> => ({ key, ask });

export function protocol({ home, stable }: Site) {
  const at = home.contracts;
  const inMarket = (node: Node) => new market.MarketQueries(node, at.market);
  const inReserve = (node: Node) => new reserve.ReserveQueries(node, at.reserve);
  const inVoting = (node: Node) => new voting.VotingQueries(node, at.voting);
  const inTimelock = (node: Node) => new timelock.TimelockQueries(node, at.timelock);
  const inAirdrop = (node: Node) => new airdrop.AirdropQueries(node, at.airdrop ?? "");
  const lock = staking("lock", at.voting, at.token);
  return {
    state: asked("state", (node) => inMarket(node).state(), ofMarket.state),
    params: asked("params", (node) => inMarket(node).params(), ofMarket.params),
    threshold: asked("threshold", (node) => inMarket(node).threshold(), ofMarket.threshold),
    pauses: asked("pauses", (node) => inMarket(node).pauses(), ofMarket.pauses),
    borrowingMilestones: asked("borrowing-milestones", (node) => inMarket(node).milestones(), ofMarket.milestones),
    buybackMilestones: asked("buyback-milestones", (node) => inReserve(node).milestones(), ofReserve.milestones),
    writeOffs: asked("write-offs", (node) => inMarket(node).writeOffs(), ofMarket.writeOffs),
    position: (user: string) => asked(`position/${user}`, (node) => inMarket(node).position({ user }), ofMarket.position),
    maxBorrow: (user: string) => asked(`max-borrow/${user}`, (node) => inMarket(node).maxBorrow({ user }), ofMarket.maxBorrow),
    maxWithdraw: (user: string) => asked(`max-withdraw/${user}`, (node) => inMarket(node).maxWithdraw({ user }), ofMarket.maxWithdraw),
    quoteBorrow: (user: string, amount: bigint, use_perk: boolean) =>
      asked(`quote/${user}/${amount}/${use_perk}`, (node) => inMarket(node).quoteBorrow({ user, amount, use_perk }), ofMarket.borrowQuote),
    claimRecord: (user: string) => record(`claim/${user}`, (node) => marketRecords.positions.read(node, at.market, user), ofMarket.claimRecord),
    owed: (user: string) => asked(`owed/${user}`, (node) => inMarket(node).owed({ user }), ofMarket.owed),
    supplier: (user: string) => asked(`supplier/${user}`, (node) => inMarket(node).supplier({ user }), ofMarket.supplier),
    liquidatable: (limit: number) => asked(`liquidatable/${limit}`, (node) => inMarket(node).liquidatable({ limit }), ofMarket.liquidatable),
    positionsByHealth: (limit: number) => asked(`by-health/${limit}`, (node) => inMarket(node).positionsByHealth({ limit }), ofMarket.positions),
    quoteLiquidation: (borrower: string, amount: bigint) =>
      asked(`quote-liquidation/${borrower}/${amount}`, (node) => inMarket(node).quoteLiquidation({ borrower, amount }), ofMarket.liquidationQuote),
    prices: asked("prices", (node) => new oracle.OracleQueries(node, at.oracle).prices({ limit: 30 }), ofOracle.prices),
    price: (asset: string) => asked(`price/${asset}`, (node) => new oracle.OracleQueries(node, at.oracle).price({ asset }), ofOracle.price),
    backing: record("backing", (node) => reserve.records.backing.read(node, at.reserve), ofReserve.backing),
    batch: (id: bigint) => record(`batch/${id}`, (node) => reserve.records.batches.read(node, at.reserve, id), ofReserve.batch),
    orders: (start_after: bigint) => asked(`orders/${start_after}`, (node) => inReserve(node).orders({ start_after, limit: 30 }), ofReserve.orders),
    nextOrder: record("next-order", (node) => reserveRecords.nextOrder.read(node, at.reserve), amountShape),
    waiting: asked("waiting", (node) => inReserve(node).waiting({ limit: 30 }), ofReserve.waiting),
    reserveConfig: asked("reserve-config", (node) => inReserve(node).config(), ofReserve.config),
    quoteFlush: asked("quote-flush", (node) => inMarket(node).quoteFlush(), ofMarket.flushQuote),
    storefront: asked("storefront", (node) => inReserve(node).storefront(), ofReserve.storefront),
    lock,
    // Only where the plan has a pair of QER.
    liquidity: at.liquidity_voting && at["lp_token"] ? staking("liquidity", at.liquidity_voting, at["lp_token"]) : undefined,
    lpUnit: official("lp-unit", (node) => lpUnit(node, at["lp_token"] ?? "")),
    pool: official("pool", (node) => poolOf(node, at["qer_pair"] ?? "", at.token, stable.home)),
    vest: (contract: string) => official(`vest/${contract}`, (node) => vestOf(node, contract)),
    vested: (contract: string) => official(`vested/${contract}`, (node) => vestedOf(node, contract)),
    perks: asked("perks", (node) => inVoting(node).perks({ limit: 30 }), ofStaking.perks),
    streams: asked("streams", (node) => new emissions.EmissionsQueries(node, at.emissions ?? "").streams(), ofStaking.streams),
    pendingRewards: (address: string) => official(`rewards/${address}`, (node) => pendingRewards(node, at["distributor"] ?? "", address)),
    stableBalance: (address: string) => asked(`stable/${address}`, (node) => node.balance(address, stable.home), amountShape),
    stage: asked("stage", (node) => inTimelock(node).stage(), ofTimelock.stage),
    operations: asked("operations", (node) => inTimelock(node).operations({ limit: 20 }), ofTimelock.operations),
    operation: (id: number) => asked(`operation/${id}`, (node) => inTimelock(node).operation({ id }), ofTimelock.operation),
    airdropConfig: asked("airdrop", (node) => inAirdrop(node).config(), ofAirdrop.config),
    airdropTotals: asked("airdrop-totals", (node) => inAirdrop(node).totals(), ofAirdrop.totals),
    airdropClaimed: (account: string) => asked(`airdropped/${account}`, (node) => inAirdrop(node).claimed({ account }), ofAirdrop.claimed),
  };
}

export type Protocol = ReturnType<typeof protocol>;

/** Answers of the contracts as a live chain gives them: the guide's borrower, in numbers. A test checks each against schema/. */
import { toBech32 } from "@cosmjs/encoding";

const address = (seed: number, length: number): string => toBech32("home", Uint8Array.from({ length }, (_, i) => (seed * 31 + i * 7) % 256));
const contract = (seed: number): string => address(seed, 32);

export const CONTRACTS = {
  token: contract(1),
  dao: contract(2),
  voting: contract(3),
  timelock: contract(4),
  oracle: contract(5),
  market: contract(6),
  reserve: contract(7),
  airdrop: contract(8),
  emissions: contract(9),
  distributor: contract(10),
  liquidity_voting: contract(11),
  lp_token: contract(12),
  qer_pair: contract(13),
  "vesting-erin": contract(14),
  "vesting-frank": contract(15),
} as const;

export const OTHER = address(99, 20);
export const USDC = "ibc/8E27BA2D5493AF5636760E354E46004562C46AB7EC0CC4C1CA14E9E20E2545B5";
const ETH = "ibc/F1806958CA98757B91C3FA1573ECECD24F6FA3804F074A6977658914A49E65A3";

const chain = (name: string, rpc: string[], contracts: Record<string, string>): unknown => ({
  chain_id: `${name}-1`, name: name === "home" ? "Home" : "Dex", prefix: name, coin_type: 118, public: false, rpc, rest: [],
  fee_denom: "stake", fee_symbol: "STAKE", fee_decimals: 6, gas_price: "0.001", gas_prices: { low: "0.001", average: "0.0015", high: "0.002" }, gas_margin: "1.3",
  contracts, codes: {},
});

/** What `qerun deploy` writes beside the page. */
export function deploymentFile(rpc: string): unknown {
  return {
    format: 1,
    name: "localnet",
    complete: true,
    public: false,
    channel: { home: "channel-0", dex: "channel-0" },
    chain: { home: chain("home", [rpc], CONTRACTS), dex: chain("dex", [], { outpost: toBech32("dex", new Uint8Array(32)) }) },
    assets: {
      qer: { symbol: "QER", name: "Qerun", decimals: 6, oracle: "qer", address: CONTRACTS.token },
      stable: { symbol: "USDC", name: "USD Coin", decimals: 6, oracle: "usdc", denom: { home: USDC, dex: "uusdc" } },
      eth: { symbol: "ETH", name: "Ether", decimals: 18, oracle: "eth", denom: { home: ETH, dex: "weth-wei" } },
    },
    dao_dao: "https://daodao.zone",
  };
}

type Answer = object | string | ((args: Record<string, unknown>, now: number) => object);
export type Answers = Record<string, Record<string, Answer>>;

const price = (mid: string, bid: string, ask: string, average: string, depth: string | null, now: number, age = 5) => ({
  bid, ask, mid, average, depth, as_of: now - age, expires: now - age + 300, status: "live", grace_ends: 0, uptime: 86_400, updated_at: now - age,
});

export const POSITION = {
  user: OTHER, collateral: "1000000000", debt: "500000000", debt_shares: "500000000000000", barred: false,
  claim: { eth: "118400000000000000", unsent: "700000", pending: "0", stable: "0" },
  collateral_value: "1020", debt_value: "500", health: "1.224", health_with_claim: "1.50804",
};

const LIMITS = { max_ltv: "10000000", cash: "90000000000", account_cap: "5000000000", debt_cap: "20000000000", debt_ceiling: "1000000000000", stress: "70000000000" };

export const LIQUIDATION = {
  borrower: OTHER, health: "0.96", debt: "50000000000", repaid: "15695067265", refunded: "0", bonus: "0.09", collateral: "21384529148", eth: "0",
  stable: "0", pending: "0", written_off: "0", debt_after: "34304932735", collateral_after: "78615470852",
};

export const PARAMS = {
  max_ltv: "0.5", liquidation_threshold: "0.6", max_liquidation_bonus: "0.15",
  liquidation: { min_bonus: "0.05", claim_bonus: "0.03", target_health: "1.1", full_below: "0.95", seizure_cap: "0.05", claim_fee: "0.03" },
  cash_share: "0.5", contribution_share: "0.05", perk_contribution_share: "0.02", insurance_share: "0.2",
  rates: { base: "0.01", slope_low: "0.04", slope_high: "0.75", kink: "0.8" },
  min_debt: "50", debt_cap: "0.2", account_cap: "0.05", min_insurance: "0.01", debt_ceiling: "1000000000000",
  stress: { collateral_fall: "0.8", eth_fall: "0.6", own_discount: "0.1", encumbered_discount: "0.125" },
  batch: { min_size: "1000000000", max_age: 21_600 },
};

export const OPERATION = {
  queued_by: CONTRACTS.dao, text: "Higher interest <img src=x onerror=alert(1)>", class: "sensitive", kind: "ordinary", delay: 259_200, execution_window: 604_800,
  bond: "10000000000", bond_state: "none", sponsor: null, queued_at: 1_795_000_000, ready_at: null, expires_at: 1_800_000_000, dao_approved: true,
  steward_approved: false, steward_term: 0, phase: "awaiting_bond",
};

const order = (batch_id: string, amount: string, status: string, deadline: number, eth_out = "0") => ({
  batch_id, amount, status, deadline, eth_out, channel: "channel-0", receiver: "dex1outpost", min_out: "9000000000000000", expected_out: "10000000000000000", sequence: "3", recovered: false,
});

/** Three batches: one lost in part, the rest refunded; one bought; one whose orders are on their way, or back without word. */
const orders = (now: number) => [
  { order_id: "1", order: order("4", "25000000", "lost", now - 900_000) },
  { order_id: "2", order: order("4", "25000000", "refunded", now - 7_200) },
  { order_id: "3", order: order("5", "237500000", "settled", now - 90_000, "118400000000000000") },
  { order_id: "4", order: order("6", "20000000", "sent", now + 300) },
  { order_id: "5", order: order("6", "20000000", "returning", now - 60) },
];

const RESERVE_CONFIG = {
  config: {
    market: contract(6), oracle: contract(5), stable_asset: "usdc", stable_decimals: 6, stable_denom: USDC, token: contract(1), token_asset: "qer", token_decimals: 6, eth_asset: "eth", eth_decimals: 18, eth_denom: ETH,
    guardian: null,
  },
  params: {
    buyback_above: null, grace: 86_400, max_in_flight: "50000000000", max_open_batches: 15, max_open_orders: 16, max_order: "5000000000", max_slippage: "0.02", min_order: "10000000",
    storefront: { premium: "0.02", discount: "0.05", duration: 86_400 },
  },
  params_ready_at: 0, paused_until: 0, route: { channel: "channel-0", receiver: "dex1outpost", timeout: 600 },
};

const batchKey = (id: number) => `\u0000\u0001b${String.fromCharCode(0, 0, 0, 0, 0, 0, 0, id)}`;
const batch = (stable_in: string, open: string, eth_out: string, settled: boolean) => ({ stable_in, user_in: stable_in, eth_out, open, settled });

/** The market's own record of a borrower whose claim is in the open batch: 0.1184 ETH and 0.7 USDC. */
export const claimRecord = (user: string): Record<string, unknown> => ({ [`\u0000\u0001b${user}`]: ["1000000000", "500000000000000", { e: "118400000000000000", b: [[7, "700000"]] }] });

/** A vesting contract as cw-vesting 2.6.0 answers: a year's cliff, then a line until the fourth. */
export const vesting = (recipient: string, total: string): Record<string, Answer> => ({
  info: {
    vested: { piecewise_linear: { steps: [[31_535_999, "0"], [31_536_000, `${BigInt(total) / 4n}`], [126_144_000, total]] } },
    start_time: "1760000000000000000", status: "funded", recipient, denom: { cw20: CONTRACTS.token }, claimed: "1000000000", slashed: "0", title: "QER team", description: null,
  },
  vested: `${BigInt(total) / 4n}`,
  distributable: `${BigInt(total) / 4n - 1_000_000_000n}`,
});

const MARKUP = '<b onmouseover=alert(1)>bold</b><script>alert("perk")</script> Lower contribution';

export function answers(): Answers {
  return {
    [CONTRACTS.market]: {
      state: (_args, now) => ({
        cash: "90000000000", debt: "85000500000", debt_shares: "85000500000000000", debt_index: "1.01", index_scale: 0, supplied: "175000500000",
        supply_shares: "175000500000000", collateral: "200000000000", insurance: "12000000000", insurance_due: "0", deficit: "0", earmarked: "0", kept: "0",
        batch: { id: 7, user_in: "700000", protocol_in: "0", opened_at: now - 3_600 }, utilisation: "0.4857", borrow_rate: "0.0343", supply_rate: "0.0133",
        accrued_at: now,
      }),
      params: PARAMS,
      threshold: { set: "0.6", effective: "0.6", ramp_end: null, params_ready_at: 0 },
      pauses: { supply: 0, borrow: 0, withdraw_collateral: 0 },
      milestones: { opened_at: 1_795_000_000, missing: [] },
      write_offs: { debt: "0", insurance: "0", booked: "0", suppliers: "0", recovered: "0" },
      position: POSITION,
      max_borrow: { amount: "10000000", paid_out: "5000000", limits: LIMITS },
      max_withdraw: { collateral: "19607843", supplied: "4000000000" },
      quote_borrow: (args, now) => {
        const amount = BigInt(String(args["amount"]));
        const paid = amount / 2n;
        const contribution = ((amount - paid) * 5n + 99n) / 100n;
        return {
          paid_out: `${paid}`, reserve_part: `${amount - paid}`, claim: `${amount - paid - contribution}`, contribution: `${contribution}`,
          debt_after: `${500_000_000n + amount}`, health_after: "1.2",
          refused: amount > 10_000_000n ? "debt of 900 USD exceeds the 510 USD that the collateral allows" : null,
          hands_over: false, due_at: now + 18_000,
        };
      },
      owed: {
        user: OTHER, eth: "0", stable: "0", collectable: "59200000000000000", collectable_stable: "0",
        batches: [
          { batch_id: "4", user_in: "30000000", eth: null, stable: null },
          { batch_id: "5", user_in: "118750000", eth: "59200000000000000", stable: "0" },
          { batch_id: "6", user_in: "20000000", eth: null, stable: null },
        ],
      },
      quote_flush: (_args, now) => ({ amount: "700000", batch_id: "7", due_at: now + 18_000, hands_over: false, refused: "batch of 700000 is not due: it has not reached 1000000000, and its age not 21600 s" }),
      supplier: { user: OTHER, shares: "4000000000000", assets: "4000000000" },
      liquidatable: { positions: [{ borrower: OTHER, health: "0.96", quote: LIQUIDATION, refused: null }], next: null },
      positions_by_health: { positions: [POSITION], next: null },
      quote_liquidation: { quote: LIQUIDATION, refused: null },
    },
    [CONTRACTS.oracle]: {
      price: (args, now) => ({
        asset: String(args["asset"]), record: price("1.021", "1.02", "1.022", "1.02", "2000000", now),
        sources: [
          { kind: "feeder", observation: { price: "1.021", low: "1.02", high: "1.022", as_of: now - 5, depth: null } },
          { kind: "astroport_twap", observation: null },
        ],
      }),
      prices: (_args, now) => ({
        prices: [
          { asset: "eth", record: price("2000", "1999", "2001", "2000", null, now) },
          { asset: "qer", record: price("1.021", "1.02", "1.022", "1.02", "2000000", now) },
          { asset: "usdc", record: price("1", "0.9995", "1.0005", "1", null, now) },
        ],
      }),
    },
    [CONTRACTS.emissions]: {
      streams: (_args, now) => ({
        streams: [
          {
            id: "lock", voting: CONTRACTS.voting, hook_caller: CONTRACTS.voting, distribution: 1, schedule: { start: now - 86_400, points: [{ after: 126_144_000, released: "10000000000000" }] },
            min_power: "1000000", rate: "1", total: "10000000000000", scheduled: "7000000000", released: "6000000000", due: "1000000000", withheld: "0", returned: "0",
          },
          {
            id: "liquidity", voting: CONTRACTS.liquidity_voting, hook_caller: CONTRACTS.liquidity_voting, distribution: 2,
            schedule: { start: now - 86_400, points: [{ after: 126_144_000, released: "8000000000000" }] },
            min_power: "1000000", rate: "0.5", total: "8000000000000", scheduled: "2000000000", released: "1800000000", due: "100000000", withheld: "100000000", returned: "0",
          },
        ],
      }),
    },
    [CONTRACTS.distributor]: {
      pending_rewards: {
        pending_rewards: [
          { id: 1, denom: { cw20: CONTRACTS.token }, pending_rewards: "12000000" },
          { id: 2, denom: { cw20: CONTRACTS.token }, pending_rewards: "3500000" },
        ],
      },
    },
    [CONTRACTS.liquidity_voting]: {
      tiers: { tiers: [{ unbonding: 604_800, multiplier: "1" }], min_unbonding: 604_800 },
      account: { stakes: ["50000000000"], staked: "50000000000", power: "50000000000", reputation: "0" },
      totals: { staked: "200000000000", power: "200000000000" },
      claims: (_args, now) => ({ claims: [{ amount: "1000000000", release_at: { at_time: `${now - 60}000000000` } }] }),
      settings: { params: { half_life: 15_552_000, hook_gas: 600_000 }, guardian: CONTRACTS.timelock, paused_until: 0 },
    },
    // Its decimals are not QER's.
    [CONTRACTS.lp_token]: { balance: { balance: "2500000000" }, token_info: { name: "Pair LP", symbol: "uLP", decimals: 8, total_supply: "1000000000000" } },
    [CONTRACTS.qer_pair]: {
      pool: {
        assets: [
          { info: { token: { contract_addr: CONTRACTS.token } }, amount: "800000000000" },
          { info: { native_token: { denom: USDC } }, amount: "816000000000" },
        ],
        total_share: "1000000000000",
      },
    },
    [CONTRACTS["vesting-erin"]]: vesting(OTHER, "6666666650000"),
    [CONTRACTS["vesting-frank"]]: vesting(OTHER, "10000000000000"),
    [CONTRACTS.reserve]: {
      milestones: { opened_at: null, missing: [{ level_not_set: {} }, { deficit_open: { earmarked: "5" } }] },
      orders: (args, now) => ({ orders: orders(now).filter(({ order_id }) => BigInt(order_id) > BigInt(String(args["start_after"] ?? 0))) }),
      waiting: (_args, now) => ({ waiting: [{ batch_id: "4", amount: "25000000", since: now - 7_200 }] }),
      config: RESERVE_CONFIG,
      storefront: { deficit: null, buyback: { eth: "300000000000000000", price: "2050.5", cost: "603088236" } },
    },
    [CONTRACTS.voting]: {
      tiers: { tiers: [[1_209_600, "1"], [7_776_000, "1.5"], [31_536_000, "2.5"], [63_072_000, "4"]].map(([unbonding, multiplier]) => ({ unbonding, multiplier })), min_unbonding: 1_209_600 },
      account: { stakes: ["1000000000", "0", "10000000000", "0"], staked: "11000000000", power: "26000000000", reputation: "900000000" },
      totals: { staked: "1015000000000", power: "2677000000000" },
      claims: (_args, now) => ({
        claims: [
          { amount: "40000000", release_at: { at_time: `${now - 60}000000000` } },
          { amount: "50000000", release_at: { at_time: `${now + 86_400}000000000` } },
        ],
      }),
      perks: { perks: [{ id: "low-contribution", min_power: "10000000000", min_reputation: "1000000000", text: MARKUP }] },
      settings: { params: { half_life: 15_552_000, hook_gas: 600_000 }, guardian: CONTRACTS.timelock, paused_until: 0 },
    },
    [CONTRACTS.token]: { balance: { balance: "5000000000" } },
    [CONTRACTS.timelock]: {
      stage: { stage: "shared", next_at: 1_900_000_000 },
      operations: { operations: [{ id: 3, status: "awaiting_bond", operation: OPERATION }], next: null },
      operation: {
        id: 3, status: "awaiting_bond", operation: OPERATION, missing: [],
        messages: [{ wasm: { execute: { contract_addr: CONTRACTS.market, funds: [], msg: btoa(JSON.stringify({ update_params: { params: PARAMS } })) } } }],
      },
      class_of: { class: "sensitive", messages: ["sensitive"], spending: "routine", delay: 259_200, bond: "10000000000", co_sign: false },
    },
    [CONTRACTS.airdrop]: {
      config: (_args, now) => ({ token: CONTRACTS.token, treasury: CONTRACTS.timelock, name: "localnet", root: "ab".repeat(32), count: 2, total: "1000001", start: now - 100, end: now + 8_640_000 }),
      totals: { total: "1000001", claimed: "1", claims: 1, returned: "0", left: "1000000" },
      claimed: { amount: null },
    },
  };
}

/** Records that are read raw, by contract and key. */
export const RAW: Record<string, Record<string, unknown>> = {
  [CONTRACTS.reserve]: {
    backing: {
      encumbered: "42500000000000000000", unencumbered: "1300000000000000000", in_flight: "1500000000", waiting: "25000000", open_orders: 2, open_batches: 1,
      capacity: "48500000000", order_capacity: 14, batch_capacity: 15, min_order: "10000000", paused_until: 0,
    },
    next_order: 6,
    [batchKey(4)]: batch("50000000", "25000000", "0", false),
    [batchKey(5)]: batch("237500000", "0", "118400000000000000", true),
    [batchKey(6)]: batch("40000000", "40000000", "0", false),
  },
};

/** What others do, so that each life has something to live on: prices, stablecoins, insurance, other borrowers. */
import { asCosmosMsg, eventsOf, instruct, market, oracle, timelock, token, type Instruction } from "@qerun/client";
import { within, type Net } from "./chain.ts";
import { Person } from "./signer.ts";

/** Three of the plan's four feeders: as many as a price needs. */
const FEEDERS = ["keeper", "guardian", "erin"];
const DEPTH = "5000000";

/** A whole coin of six decimals. */
export const ONE = 1_000_000n;

/** Three feeders say the same. */
export async function tell(net: Net, prices: { readonly qer: string; readonly eth: string }): Promise<void> {
  const { qer, eth, stable, home } = net.site;
  for (const name of FEEDERS) {
    const { time: timestamp } = await net.at();
    const msg = oracle.execute.submitPrices({
      prices: [
        { asset: qer.oracle, price: prices.qer, depth: DEPTH, timestamp },
        { asset: eth.oracle, price: prices.eth, timestamp },
        { asset: stable.oracle, price: "1", timestamp },
      ],
    });
    await (await Person.of(net, name)).send(instruct(home.contracts.oracle, msg));
  }
}

/** Has the oracle follow the time: averages are as of the last price or poke. */
export async function poke(net: Net): Promise<void> {
  const { qer, eth, stable, home } = net.site;
  const assets = [qer.oracle, eth.oracle, stable.oracle];
  await (await Person.of(net, "keeper")).send(instruct(home.contracts.oracle, oracle.execute.poke({ assets })));
}

/** Stablecoins of a supplier and for the insurance, so that somebody can borrow. */
export async function fund(net: Net): Promise<void> {
  const { home, stable } = net.site;
  const alice = await Person.of(net, "alice");
  const coins = [{ denom: stable.home, amount: 200_000n * ONE }];
  await alice.send(instruct(home.contracts.market, market.execute.supply(), coins), instruct(home.contracts.market, market.execute.fundInsurance(), coins));
}

/** The steward queues an operation; gives its number. */
export async function queue(net: Net, text: string, ...instructions: Instruction[]): Promise<number> {
  const { time } = await net.at();
  const msg = timelock.execute.queue({ messages: instructions.map(asCosmosMsg), text, not_after: time + 3_600 });
  const { events } = await (await Person.of(net, "keeper")).send(instruct(net.site.home.contracts.timelock, msg));
  return eventsOf(events, "qerun-timelock/queue")[0]!.id;
}

/** Somebody with QER who owes a part of what they are worth at a dollar each; gives the address. */
export async function indebt(net: Net, nth: number, collateral: bigint, debt: bigint): Promise<string> {
  const { feeDenom, contracts } = net.site.home;
  const [alice, borrower] = [await Person.of(net, "alice"), await Person.of(net, "alice", nth)];
  await alice.give(borrower.address, [{ denom: feeDenom, amount: ONE }]);
  await alice.send(instruct(contracts.token, token.execute.transfer({ recipient: borrower.address, amount: collateral })));
  await borrower.send(
    market.hooks.depositCollateral({ token: contracts.token, contract: contracts.market }, collateral),
    instruct(contracts.market, market.execute.borrow({ amount: debt })),
  );
  return borrower.address;
}

/** Seconds until averages have followed a fall, at the most: it came within twenty minutes of the first price. */
const LONGEST = 600;

/** Pokes until so many positions can be liquidated. */
export async function untilLiquidatable(net: Net, count: number): Promise<void> {
  await within(LONGEST, `${count} positions can be liquidated`, async () => {
    await poke(net);
    const { positions } = await (await net.at()).market.liquidatable({ limit: 10 });
    return positions.filter(({ quote }) => quote).length >= count;
  });
}

/** Somebody puts as much of QER as of the stablecoin into the pair, and has its LP token. */
export async function provide(net: Net, name: string, each: bigint): Promise<void> {
  const { home, stable } = net.site;
  const pair = home.contracts["qer_pair"]!;
  const assets = [
    { info: { token: { contract_addr: home.contracts.token } }, amount: each },
    { info: { native_token: { denom: stable.home } }, amount: each },
  ];
  await (await Person.of(net, name)).send(
    instruct(home.contracts.token, token.execute.increaseAllowance({ spender: pair, amount: each })),
    instruct(pair, { provide_liquidity: { assets } }, [{ denom: stable.home, amount: each }]),
  );
}

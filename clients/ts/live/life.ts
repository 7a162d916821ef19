/** What people do, sent and included; events, answers and raw records are compared with one another. */
import assert from 'node:assert/strict';
import {
  asCosmosMsg,
  emissions,
  eventsOf,
  type Instruction,
  instruct,
  market,
  marketRecords,
  oracle,
  reserve,
  timelock,
  toBinary,
  token,
  voting,
  votingRecords,
} from '@qerun/client';
import type { Sent } from '@qerun/client/signing';
import { type Net, within } from './net.js';

/** A whole coin of six decimals. */
export const ONE = 1_000_000n;

/** The perk whose text comes back as it was written. */
export const PERK = { id: 'client', min_power: 1n, min_reputation: 0n, text: 'Zürich <b>&amp; "quoted"</b> 雪 \\ \u{1f600}' };

export async function life(net: Net, step: (name: string) => void): Promise<void> {
  step('prices');
  await prices(net);
  step('allowances');
  await allowances(net);
  step('stake');
  await stake(net);
  step('emissions');
  await release(net);
  step('supply');
  await supply(net);
  step('operations');
  await operations(net);
  step('borrow');
  await borrow(net);
  step('repay');
  await repay(net);
}

/** Three feeders say the same. */
async function prices(net: Net): Promise<void> {
  const { qer, stable, eth, home } = net.deployment;
  const { time } = await net.node.home.head();
  const timestamp = Math.floor(time.getTime() / 1000);
  const feed = oracle.execute.submitPrices({
    prices: [
      { asset: qer.oracle, price: '1', depth: '5000000', timestamp },
      { asset: eth.oracle, price: '2000', timestamp },
      { asset: stable.oracle, price: '1', timestamp },
    ],
  });
  for (const feeder of ['keeper', 'guardian', 'frank']) {
    const { events } = await net.send(feeder, [instruct(home.contracts.oracle, feed)]);
    assert.equal(eventsOf(events, 'qerun-oracle/submit').length, 3);
  }
  const record = await oracle.records.prices.read(net.node.home, home.contracts.oracle, qer.oracle);
  assert.deepEqual([record?.mid, record?.status, record?.as_of], ['1', 'live', timestamp]);
}

async function allowances(net: Net): Promise<void> {
  const { contracts } = net.deployment.home;
  const [alice, bob] = [net.address('alice'), net.address('bob')];
  const at = (msg: object) => instruct(contracts.token, msg);
  const queries = new token.TokenQueries(net.node.home, contracts.token);
  const before = (await queries.balance({ address: bob })).balance;
  const { transfer, increaseAllowance, decreaseAllowance, transferFrom, sendFrom } = token.execute;
  await net.send('alice', [
    at(transfer({ recipient: bob, amount: 10n * ONE })),
    at(increaseAllowance({ spender: bob, amount: 100n * ONE, expires: { at_time: 1_900_000_000_000_000_000n } })),
    at(decreaseAllowance({ spender: bob, amount: ONE })),
  ]);
  const msg = toBinary(market.receive.depositCollateral());
  await net.send('bob', [
    at(transferFrom({ owner: alice, recipient: bob, amount: 5n * ONE })),
    at(sendFrom({ owner: alice, contract: contracts.market, amount: 4n * ONE, msg })),
  ]);
  const { allowance, expires } = await queries.allowance({ owner: alice, spender: bob });
  assert.deepEqual([allowance, expires], [90n * ONE, { at_time: 1_900_000_000_000_000_000n }]);
  assert.equal((await queries.balance({ address: bob })).balance - before, 15n * ONE);
  const position = await marketRecords.positions.read(net.node.home, contracts.market, bob);
  assert.equal(position?.collateral, 4n * ONE);
}

async function stake(net: Net): Promise<void> {
  const { contracts } = net.deployment.home;
  const [at, dave] = [{ token: contracts.token, contract: contracts.voting }, net.address('dave')];
  const { raiseTier, unstake, unstakeFrom } = voting.execute;
  await net.send('erin', [voting.hooks.stake(at, 500_000n * ONE)]);
  const { events } = await net.send('dave', [
    voting.hooks.stake(at, 50_000n * ONE),
    voting.hooks.stake(at, 1_000n * ONE, { tier: 1 }),
    instruct(at.contract, raiseTier({ from: 0, to: 1, amount: 1_000n * ONE })),
    instruct(at.contract, unstake({ amount: ONE })),
    instruct(at.contract, unstakeFrom({ tier: 1, amount: ONE })),
  ]);
  const last = eventsOf(events, 'qerun-voting/unstake').at(-1) ?? assert.fail('no event of unstaking');
  const queries = new voting.VotingQueries(net.node.home, at.contract);
  const account = await queries.account({ address: dave });
  assert.deepEqual(account.power, last.power);
  assert.equal(await votingRecords.powers.read(net.node.home, at.contract, dave), last.power);
  assert.equal(await votingRecords.totalPower.read(net.node.home, at.contract), last.total_power);
  const stored = await votingRecords.accounts.read(net.node.home, at.contract, dave);
  assert.equal(stored?.stakes.reduce((sum, one) => sum + one, 0n), last.staked);
  assert.equal((await queries.claims({ address: dave })).claims.length, 2);
}

async function supply(net: Net): Promise<void> {
  const { home, stable } = net.deployment;
  const [at, bob] = [home.contracts.market, net.address('bob')];
  const coins = (amount: bigint) => [{ denom: stable.home, amount }];
  const { fundInsurance, supply, withdraw } = market.execute;
  const { events } = await net.send('bob', [
    instruct(at, supply({ min_shares: 1n }), coins(200_000n * ONE)),
    instruct(at, withdraw({ amount: 10n * ONE, min_received: 1n })),
  ]);
  const [supplied] = eventsOf(events, 'qerun-market/supply');
  assert.equal(supplied?.amount, 200_000n * ONE);
  const [withdrawn] = eventsOf(events, 'qerun-market/withdraw');
  const shares = await marketRecords.suppliers.read(net.node.home, at, bob);
  assert.equal(shares, (supplied?.shares ?? 0n) - (withdrawn?.shares ?? 0n));
  await net.send('carol', [instruct(at, fundInsurance(), coins(200_000n * ONE))]);
}

/** The steward queues what governance decides; a bond is posted where one is asked for. */
async function operations(net: Net): Promise<void> {
  const { contracts } = net.deployment.home;
  const perk = instruct(contracts.voting, voting.execute.setPerk({ perk: PERK }));
  await decide(net, [perk]);
  const { perks } = await new voting.VotingQueries(net.node.home, contracts.voting).perks();
  assert.equal(perks.find((one) => one.id === PERK.id)?.text, PERK.text);

  // Another one is cancelled, and a third vetoed with its bond back.
  const queries = new timelock.TimelockQueries(net.node.home, contracts.timelock);
  const cancelled = await queue(net, [perk]);
  await net.send('keeper', [instruct(contracts.timelock, timelock.execute.cancel({ id: cancelled }))]);
  assert.equal((await queries.operation({ id: cancelled })).operation.phase, 'cancelled');
  const vetoed = await queue(net, [instruct(contracts.market, market.execute.setPerk({ perk: null }))]);
  await postBond(net, vetoed);
  await net.send('alice', [instruct(contracts.timelock, timelock.execute.assertBonds())]);
  await net.send('guardian', [instruct(contracts.timelock, timelock.execute.veto({ id: vetoed, forfeit: false }))]);
  assert.equal((await queries.bond({ id: vetoed })).state, 'returned');

  await open(net);
}

/** Borrowing is closed until governance opens it, when nothing is missing. */
async function open(net: Net): Promise<void> {
  const { market: at } = net.deployment.home.contracts;
  const queries = new market.MarketQueries(net.node.home, at);
  assert.deepEqual(await queries.milestones(), { opened_at: null, missing: [] });
  await net.refuses('alice', instruct(at, market.execute.borrow({ amount: 100n * ONE })), ['market.BorrowingNotOpen']);
  const { events } = await decide(net, [instruct(at, market.execute.openBorrowing())]);
  const [opened] = eventsOf(events, 'qerun-market/open_borrowing');
  assert.equal((await queries.milestones()).opened_at, opened?.opened_at);
  assert.equal(await market.records.borrowingOpened.read(net.node.home, at), opened?.opened_at);
}

/** Anyone sends what is due of a stream to the distributor, where the plan has one over the stake of QER. */
async function release(net: Net): Promise<void> {
  const { emissions: at, voting: own } = net.deployment.home.contracts;
  if (!at) return;
  const queries = new emissions.EmissionsQueries(net.node.home, at);
  const due = await within(60, 'something of a stream is due', async () => {
    const { streams } = await queries.streams();
    return streams.find((one) => one.voting === own && one.due > 0n);
  });
  const { events } = await net.send('carol', [instruct(at, emissions.execute.release({ stream: due.id }))]);
  const released = eventsOf(events, 'qerun-emissions/release')[0] ?? assert.fail('nothing was released');
  assert.ok(released.amount >= due.due);
  const record = await emissions.records.streams.read(net.node.home, at, due.id);
  assert.equal(record?.released, released.released);
  assert.equal(record?.stream.schedule.points.at(-1)?.released, due.total);
}

async function queue(net: Net, instructions: Instruction[]): Promise<number> {
  const { timelock: at } = net.deployment.home.contracts;
  const { time } = await net.node.home.head();
  const not_after = Math.floor(time.getTime() / 1000) + 86_400;
  const messages = instructions.map(asCosmosMsg);
  const queries = new timelock.TimelockQueries(net.node.home, at);
  const asked = await queries.classOf({ messages });
  const msg = timelock.execute.queue({ messages, text: PERK.text, not_after });
  const { events } = await net.send('keeper', [instruct(at, msg)]);
  const queued = eventsOf(events, 'qerun-timelock/queue')[0] ?? assert.fail('nothing was queued');
  assert.deepEqual([queued.class, queued.bond], [asked.class, asked.bond]);
  assert.equal((await queries.operation({ id: queued.id })).operation.text, PERK.text);
  return queued.id;
}

async function postBond(net: Net, id: number): Promise<void> {
  const { timelock: contract, token } = net.deployment.home.contracts;
  const { operation } = await new timelock.TimelockQueries(net.node.home, contract).operation({ id });
  if (operation.bond === 0n) return;
  const { events } = await net.send('alice', [timelock.hooks.postBond({ token, contract }, operation.bond, { id })]);
  assert.equal(eventsOf(events, 'qerun-timelock/post_bond')[0]?.sponsor, net.address('alice'));
}

async function decide(net: Net, instructions: Instruction[]): Promise<Sent> {
  const { timelock: at } = net.deployment.home.contracts;
  const id = await queue(net, instructions);
  await postBond(net, id);
  const queries = new timelock.TimelockQueries(net.node.home, at);
  await within(60, `operation ${id} is ready`, async () => (await queries.operation({ id })).status === 'ready');
  const sent = await net.send('alice', [instruct(at, timelock.execute.execute({ id }))]);
  assert.equal(eventsOf(sent.events, 'qerun-timelock/execute')[0]?.id, id);
  return sent;
}

async function borrow(net: Net): Promise<void> {
  const { contracts } = net.deployment.home;
  const alice = net.address('alice');
  const queries = new market.MarketQueries(net.node.home, contracts.market);
  const place = { token: contracts.token, contract: contracts.market };
  await net.send('alice', [market.hooks.depositCollateral(place, 10_000n * ONE)]);
  const amount = 3_000n * ONE;
  const quote = await queries.quoteBorrow({ user: alice, amount });
  const { events, height } = await net.send('alice', [instruct(contracts.market, market.execute.borrow({ amount, min_received: 1n }))]);
  const borrowed = eventsOf(events, 'qerun-market/borrow')[0] ?? assert.fail('nothing was borrowed');
  assert.equal(borrowed.paid_out, quote.paid_out);
  assert.equal(borrowed.paid_out + borrowed.claim + borrowed.contribution, amount);

  // Query and record of one block.
  const then = { height };
  const position = await new market.MarketQueries(net.node.home, contracts.market, then).position({ user: alice });
  const stored = await marketRecords.positions.read(net.node.home, contracts.market, alice, then);
  assert.deepEqual([stored?.collateral, stored?.debtShares], [position.collateral, borrowed.shares]);
  const totals = await marketRecords.state.read(net.node.home, contracts.market, then);
  assert.deepEqual(
    [totals?.cash, totals?.debtShares, totals?.debtIndex, totals?.supplyShares, totals?.insurance],
    [borrowed.cash, borrowed.debt_shares, borrowed.debt_index, borrowed.supply_shares, borrowed.insurance],
  );

  // The reserve part leaves, and comes back as ETH over the relayer.
  const settled = await within(180, 'the purchase settles', async () => {
    const backing = await reserve.records.backing.read(net.node.home, contracts.reserve);
    return backing && backing.in_flight === 0n && backing.encumbered > 0n ? backing : undefined;
  });
  const answered = await new reserve.ReserveQueries(net.node.home, contracts.reserve).backing();
  assert.deepEqual(settled, answered);
  const batch = await reserve.records.batches.read(net.node.home, contracts.reserve, borrowed.batch_id);
  assert.equal(batch?.settled, true);
}

async function repay(net: Net): Promise<void> {
  const { home, stable, eth } = net.deployment;
  const [at, alice] = [home.contracts.market, net.address('alice')];
  const before = await net.node.home.balance(alice, eth.home);
  const amount = 1_000n * ONE;
  const { events } = await net.send('alice', [
    instruct(at, market.execute.repay(), [{ denom: stable.home, amount }]),
    instruct(at, market.execute.withdrawCollateral({ amount: ONE })),
  ]);
  const repaid = eventsOf(events, 'qerun-market/repay')[0] ?? assert.fail('nothing was repaid');
  assert.equal(repaid.amount, amount);
  assert.ok(repaid.released_eth > 0n);
  assert.equal((await net.node.home.balance(alice, eth.home)) - before, repaid.released_eth);
}

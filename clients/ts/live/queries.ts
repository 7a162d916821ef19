/** Every query of every contract that the deployment has. */
import assert from 'node:assert/strict';
import { airdrop, emissions, market, oracle, outpost, reserve, timelock, token, voting } from '@qerun/client';
import { PERK } from './life.js';
import { within, type Net } from './net.js';

export async function queries(net: Net): Promise<void> {
  await tokenQueries(net);
  await marketQueries(net);
  await oracleQueries(net);
  await reserveQueries(net);
  await votingQueries(net);
  await timelockQueries(net);
  await outpostQueries(net);
  await laterQueries(net);
}

const page = { limit: 30 };

async function tokenQueries(net: Net): Promise<void> {
  const [address, spender] = [net.address('alice'), net.address('bob')];
  const ask = new token.TokenQueries(net.node.home, net.deployment.home.contracts.token);
  await ask.balance({ address });
  await ask.tokenInfo();
  await ask.minter();
  await ask.allowance({ owner: address, spender });
  await ask.allAllowances({ owner: address });
  await ask.allSpenderAllowances({ spender });
  await ask.allAccounts(page);
  await ask.marketingInfo();
  // QER may have no logo.
  await ask.downloadLogo().catch((error: Error) => {
    if (!/not found/.test(error.message)) throw error;
    net.coverage.queries.add('token/download_logo');
  });
  await ask.supply();
  await ask.burners();
  await ask.ownership();
}

async function marketQueries(net: Net): Promise<void> {
  const ask = new market.MarketQueries(net.node.home, net.deployment.home.contracts.market);
  const [alice, bob] = [net.address('alice'), net.address('bob')];
  for (const user of [alice, bob]) {
    await ask.position({ user });
    await ask.owed({ user });
    await ask.maxBorrow({ user });
  }
  await ask.config();
  await ask.params();
  await ask.threshold();
  await ask.state();
  await ask.pauses();
  await ask.milestones();
  await ask.positionsByHealth(page);
  // In the first minute of a price nobody is liquidated, and the list says so.
  await within(90, 'the price is old enough for liquidations', () =>
    ask.liquidatable(page).catch((error: Error) => {
      if (!/no liquidation at the price/.test(error.message)) throw error;
      return undefined;
    }),
  );
  await ask.quoteLiquidation({ borrower: alice, amount: 1_000_000n });
  await ask.writeOffs();
  await ask.positions(page);
  await ask.owedList(page);
  await ask.supplier({ user: bob });
  await ask.suppliers(page);
  await ask.maxWithdraw({ user: bob });
  await ask.barred(page);
  await ask.quoteFlush();
  await ask.quoteBorrow({ user: alice, amount: 1_000_000n });
  await ask.ownership();
}

async function oracleQueries(net: Net): Promise<void> {
  const { home, qer, stable, eth } = net.deployment;
  const ask = new oracle.OracleQueries(net.node.home, home.contracts.oracle);
  for (const { oracle: asset } of [qer, stable, eth]) {
    await ask.price({ asset });
    await ask.asset({ asset });
    await ask.slots({ asset });
  }
  await ask.prices(page);
  await ask.config();
  await ask.ownership();
}

async function reserveQueries(net: Net): Promise<void> {
  const ask = new reserve.ReserveQueries(net.node.home, net.deployment.home.contracts.reserve);
  await ask.config();
  await ask.backing();
  await ask.batch({ batch_id: 1n });
  await ask.batches(page);
  const { order } = await ask.order({ order_id: 1n });
  await ask.orders(page);
  await ask.orderOfPacket({ channel: order.channel, sequence: order.sequence ?? 1n });
  await ask.storefront();
  await ask.milestones();
  await ask.waiting(page);
  await ask.ownership();
}

async function votingQueries(net: Net): Promise<void> {
  const address = net.address('dave');
  const { voting: own, liquidity_voting: liquidity } = net.deployment.home.contracts;
  const { height } = await net.node.home.head();
  for (const contract of liquidity ? [own, liquidity] : [own]) {
    const ask = new voting.VotingQueries(net.node.home, contract);
    await ask.votingPowerAtHeight({ address, height });
    await ask.totalPowerAtHeight();
    await ask.dao();
    await ask.info();
    await ask.tokenContract();
    await ask.stakingContract();
    await ask.isActive();
    await ask.activeThreshold();
    await ask.stakedBalanceAtHeight({ address });
    await ask.totalStakedAtHeight({ height });
    await ask.stakedValue({ address });
    await ask.totalValue();
    await ask.getConfig();
    await ask.claims({ address });
    await ask.getHooks();
    await ask.listStakers(page);
    await ask.ownership();
    await ask.tiers();
    await ask.account({ address });
    await ask.stakers(page);
    await ask.totals();
    await ask.reputation({ address });
    if (contract === own) await ask.hasAccess({ address, perk: PERK.id });
    await ask.perks(page);
    await ask.settings();
    await ask.about();
  }
}

async function timelockQueries(net: Net): Promise<void> {
  const ask = new timelock.TimelockQueries(net.node.home, net.deployment.home.contracts.timelock);
  await ask.config();
  await ask.dao();
  await ask.guardian();
  await ask.steward();
  await ask.stage();
  await ask.operation({ id: 1 });
  await ask.operations(page);
  await ask.operations({ status: 'executed' });
  await ask.bond({ id: 1 });
  await ask.bonds();
  const { classes } = await ask.classes({ limit: 2 });
  const last = classes.at(-1);
  if (last) await ask.classes({ start_after: [last.contract, last.key] });
  await ask.spendLimits(page);
  await ask.pauses(page);
  await ask.classOf({ messages: [{ bank: { send: { to_address: net.address('alice'), amount: [{ denom: 'stake', amount: 1n }] } } }] });
}

async function outpostQueries(net: Net): Promise<void> {
  const ask = new outpost.OutpostQueries(net.node.dex, net.deployment.dex.contracts.outpost);
  await ask.config();
  await ask.purchase({ order_id: 1n });
  await ask.purchases(page);
  await ask.ownership();
}

/** Of contracts that a plan may not have. */
async function laterQueries(net: Net): Promise<void> {
  const { airdrop: drop, emissions: streams } = net.deployment.home.contracts;
  const node = net.node.home;
  if (drop) {
    const ask = new airdrop.AirdropQueries(node, drop);
    assert.deepEqual(await ask.config(), await airdrop.records.config.read(node, drop));
    const { claimed } = await ask.totals();
    assert.equal(claimed, (await airdrop.records.totals.read(node, drop))?.claimed);
    await ask.claimed({ account: net.address('alice') });
  }
  if (streams) {
    const ask = new emissions.EmissionsQueries(node, streams);
    assert.deepEqual(await ask.config(), await emissions.records.config.read(node, streams));
    for (const { id, released } of (await ask.streams()).streams) {
      assert.equal((await emissions.records.streams.read(node, streams, id))?.released, released);
      await ask.stream({ id });
    }
    await ask.ownership();
  }
}

/** Every other message of the contracts, simulated: who may not send it is told so, in an error that is read. */
import { airdrop, emissions, instruct, market, oracle, outpost, reserve, sendCw20, timelock, toBinary, token, voting } from '@qerun/client';
import { ONE } from './life.js';
import type { Net } from './net.js';

/** A message that is refused, with the kinds of error that are right. Sent by carol, who has no role. */
interface Row {
  contract: string;
  msg: object;
  kinds: string[];
  funds?: bigint;
}

export async function rows(net: Net): Promise<void> {
  const { home, dex, stable } = net.deployment;
  const all: Row[] = [];
  for (const make of [tokenRows, marketRows, oracleRows, reserveRows, timelockRows, votingRows, airdropRows, emissionsRows]) {
    all.push(...(await make(net)));
  }
  for (const { contract, msg, kinds, funds } of all) {
    const address = home.contracts[contract];
    if (!address) continue;
    const coins = funds ? [{ denom: stable.home, amount: funds }] : [];
    await net.refuses('carol', instruct(address, msg, coins), kinds);
  }
  for (const { msg, kinds } of await outpostRows(net)) {
    await net.refuses('carol', instruct(dex.contracts.outpost, msg), kinds, 'dex');
  }
  await hooks(net);
  await accepted(net);
}

const notOwner = (contract: string) => [`${contract}.Ownership.NotOwner`];
const noRole = (contract: string) => [`${contract}.Access.Unauthorized`];

const offer = (new_owner: string) => ({ transfer_ownership: { new_owner, expiry: { at_time: 1_900_000_000_000_000_000n } } });

async function tokenRows(net: Net): Promise<Row[]> {
  const { execute } = token;
  const [contract, me, owner] = ['token', net.address('carol'), net.address('alice')];
  const refused = ['token.Cw20.Unauthorized'];
  return [
    { contract, msg: execute.burn({ amount: 1n }), kinds: ['token.NotBurner'] },
    { contract, msg: execute.burnFrom({ owner, amount: 1n }), kinds: ['token.NotBurner'] },
    { contract, msg: execute.mint({ recipient: me, amount: 1n }), kinds: refused },
    { contract, msg: execute.updateMinter(), kinds: refused },
    { contract, msg: execute.updateMarketing({ project: 'https://qerun.example' }), kinds: refused },
    { contract, msg: execute.uploadLogo({ url: 'https://qerun.example/?a=1&b=<2>' }), kinds: refused },
    { contract, msg: execute.updateOwnership(offer(me)), kinds: notOwner(contract) },
    { contract, msg: execute.addBurner({ address: me }), kinds: notOwner(contract) },
    { contract, msg: execute.removeBurner({ address: me }), kinds: notOwner(contract) },
  ];
}

async function marketRows(net: Net): Promise<Row[]> {
  const { execute } = market;
  const [contract, me] = ['market', net.address('carol')];
  const params = await new market.MarketQueries(net.node.home, net.deployment.home.contracts.market).params();
  const direct = { sender: me, amount: ONE, msg: toBinary(market.receive.depositCollateral()) };
  return [
    { contract, msg: execute.receive(direct), kinds: ['market.NotCollateralToken'] },
    { contract, msg: execute.liquidate({ borrower: me }), kinds: ['market.NoDebt'], funds: ONE },
    { contract, msg: execute.liquidate({ borrower: net.address('alice') }), kinds: ['market.Healthy', 'market.Price.Grace'], funds: ONE },
    { contract, msg: execute.settleDeficit({ eth: 1n }), kinds: noRole(contract) },
    { contract, msg: execute.collect(), kinds: ['market.NothingToCollect'] },
    { contract, msg: execute.flush(), kinds: ['market.BatchNotDue', 'market.BatchTooSmall'] },
    { contract, msg: execute.returnBatch({ batch_id: 1n, user_out: 1n }), kinds: noRole(contract) },
    { contract, msg: execute.pause({ actions: ['supply', 'withdraw_collateral'], duration: 60 }), kinds: noRole(contract) },
    { contract, msg: execute.unpause({ actions: ['borrow'] }), kinds: notOwner(contract) },
    { contract, msg: execute.updateParams({ params }), kinds: notOwner(contract) },
    { contract, msg: execute.setGuardian({ guardian: me }), kinds: notOwner(contract) },
    { contract, msg: execute.setPerk(), kinds: notOwner(contract) },
    { contract, msg: execute.setBarred({ add: [me], remove: [] }), kinds: notOwner(contract) },
    { contract, msg: execute.openBorrowing(), kinds: notOwner(contract) },
    { contract, msg: execute.updateOwnership(offer(me)), kinds: notOwner(contract) },
    // Figures of a limit, as a page shows them.
    { contract, msg: execute.borrow({ amount: 10n ** 30n }), kinds: ['market.*'] },
    { contract, msg: execute.withdraw({ amount: 1n }), kinds: ['market.NothingSupplied'] },
  ];
}

async function oracleRows(net: Net): Promise<Row[]> {
  const { execute } = oracle;
  const [contract, me] = ['oracle', net.address('carol')];
  const asset = net.deployment.stable.oracle;
  const queries = new oracle.OracleQueries(net.node.home, net.deployment.home.contracts.oracle);
  const { config } = await queries.asset({ asset });
  return [
    { contract, msg: execute.submitPrices({ prices: [{ asset, price: '1', timestamp: 1 }] }), kinds: ['oracle.NotFeeder'] },
    { contract, msg: execute.setAsset({ asset, config }), kinds: notOwner(contract) },
    { contract, msg: execute.removeAsset({ asset }), kinds: notOwner(contract) },
    { contract, msg: execute.halt({ asset }), kinds: noRole(contract) },
    { contract, msg: execute.revertAsset({ asset }), kinds: noRole(contract) },
    { contract, msg: execute.resume({ asset }), kinds: notOwner(contract) },
    { contract, msg: execute.setGuardian({}), kinds: notOwner(contract) },
    { contract, msg: execute.updateOwnership(offer(me)), kinds: notOwner(contract) },
  ];
}

async function reserveRows(net: Net): Promise<Row[]> {
  const { execute } = reserve;
  const [contract, me] = ['reserve', net.address('carol')];
  const { params, route } = await new reserve.ReserveQueries(net.node.home, net.deployment.home.contracts.reserve).config();
  const direct = { sender: me, amount: ONE, msg: toBinary(reserve.receive.buyBack()) };
  return [
    { contract, msg: execute.purchase({ batch_id: 9_999n, user_in: 1n }), kinds: noRole(contract) },
    { contract, msg: execute.payOut({ recipient: me, amount: 1n }), kinds: noRole(contract) },
    { contract, msg: execute.buyEth(), kinds: ['reserve.NothingForSale'], funds: ONE },
    { contract, msg: execute.receive(direct), kinds: noRole(contract) },
    { contract, msg: execute.flush(), kinds: ['reserve.NothingWaiting'] },
    { contract, msg: execute.sync({ order_id: 1n }), kinds: ['reserve.NotReturning'] },
    { contract, msg: execute.sync({ order_id: 9_999n }), kinds: ['reserve.UnknownOrder'] },
    { contract, msg: execute.resolve({ order_id: 1n, outcome: { refunded: {} } }), kinds: noRole(contract) },
    { contract, msg: execute.closeLost({ order_id: 1n, make_good: 1n }), kinds: notOwner(contract) },
    { contract, msg: execute.windDown({ batch_id: 1n }), kinds: notOwner(contract) },
    { contract, msg: execute.pause({ duration: 60 }), kinds: noRole(contract) },
    { contract, msg: execute.unpause(), kinds: notOwner(contract) },
    { contract, msg: execute.updateParams({ params }), kinds: notOwner(contract) },
    { contract, msg: execute.updateRoute({ route }), kinds: notOwner(contract) },
    { contract, msg: execute.setGuardian(), kinds: notOwner(contract) },
    { contract, msg: execute.openBuyback(), kinds: notOwner(contract) },
    { contract, msg: execute.spend({ recipient: me, amount: 1n }), kinds: notOwner(contract) },
    { contract, msg: execute.updateOwnership(offer(me)), kinds: notOwner(contract) },
  ];
}

async function timelockRows(net: Net): Promise<Row[]> {
  const { execute } = timelock;
  const [contract, me] = ['timelock', net.address('carol')];
  const { contracts } = net.deployment.home;
  const { params } = await new timelock.TimelockQueries(net.node.home, contracts.timelock).config();
  const itself = noRole(contract);
  const any = ['timelock.*'];
  const direct = { sender: me, amount: 1n, msg: toBinary(timelock.receive.postBond({ id: 1 })) };
  const rules: timelock.ClassRule[] = [{ contract: contracts.token, key: 'mint', class: 'routine' }];
  return [
    { contract, msg: execute.queue({ messages: [], text: '', not_after: 1 }), kinds: any },
    { contract, msg: execute.receive(direct), kinds: ['timelock.WrongToken'] },
    { contract, msg: execute.coSign({ id: 1 }), kinds: any },
    { contract, msg: execute.execute({ id: 1 }), kinds: ['timelock.WrongPhase'] },
    { contract, msg: execute.execute({ id: 9_999 }), kinds: ['timelock.UnknownOperation'] },
    { contract, msg: execute.veto({ id: 1, forfeit: false }), kinds: any },
    { contract, msg: execute.cancel({ id: 1 }), kinds: any },
    { contract, msg: execute.close({ id: 1 }), kinds: any },
    { contract, msg: execute.pause({ id: 'staking' }), kinds: any },
    { contract, msg: execute.endPause({ id: 'staking' }), kinds: any },
    { contract, msg: execute.setClasses({ rules }), kinds: itself },
    { contract, msg: execute.setSpendLimit({ asset: { native: { denom: net.deployment.stable.home } } }), kinds: itself },
    { contract, msg: execute.setPause({ id: 'staking' }), kinds: itself },
    { contract, msg: execute.updateParams({ params }), kinds: itself },
    { contract, msg: execute.setDao({ dao: me }), kinds: itself },
    { contract, msg: execute.setGuardian(), kinds: itself },
    { contract, msg: execute.setSteward({ steward: me }), kinds: itself },
    { contract, msg: execute.advanceStage({ stage: 'community' }), kinds: itself },
  ];
}

async function votingRows(net: Net): Promise<Row[]> {
  const { execute } = voting;
  const [contract, me] = ['voting', net.address('carol')];
  const queries = new voting.VotingQueries(net.node.home, net.deployment.home.contracts.voting);
  const [{ tiers }, { half_life, hook_gas }] = [await queries.tiers(), await settings(queries)];
  const direct = { sender: me, amount: ONE, msg: toBinary(voting.receive.stake()) };
  const perk = { id: 'mine', min_power: 1n, min_reputation: 1n, text: '' };
  return [
    { contract, msg: execute.receive(direct), kinds: ['voting.WrongToken'] },
    { contract, msg: execute.claim(), kinds: ['voting.NothingToClaim'] },
    { contract, msg: execute.unstake({ amount: ONE }), kinds: ['voting.NotEnoughStaked'] },
    { contract, msg: execute.unstakeFrom({ tier: 99, amount: ONE }), kinds: ['voting.UnknownTier'] },
    { contract, msg: execute.raiseTier({ from: 1, to: 0, amount: ONE }), kinds: ['voting.NotHigherTier'] },
    { contract, msg: execute.updateConfig({ duration: { time: 1_209_600 } }), kinds: notOwner(contract) },
    { contract, msg: execute.addHook({ addr: me }), kinds: notOwner(contract) },
    { contract, msg: execute.removeHook({ addr: me }), kinds: notOwner(contract) },
    { contract, msg: execute.updateActiveThreshold({ new_threshold: { percentage: { percent: '0.1' } } }), kinds: noRole(contract) },
    { contract, msg: execute.updateOwnership(offer(me)), kinds: notOwner(contract) },
    { contract, msg: execute.updateTiers({ tiers }), kinds: notOwner(contract) },
    { contract, msg: execute.updateParams({ params: { half_life, hook_gas } }), kinds: notOwner(contract) },
    { contract, msg: execute.setPerk({ perk }), kinds: notOwner(contract) },
    { contract, msg: execute.removePerk({ id: 'mine' }), kinds: notOwner(contract) },
    { contract, msg: execute.setGuardian({}), kinds: notOwner(contract) },
    { contract, msg: execute.pause({ duration: 60 }), kinds: noRole(contract) },
    { contract, msg: execute.unpause(), kinds: notOwner(contract) },
  ];
}

async function settings(queries: voting.VotingQueries): Promise<voting.Params> {
  const { params } = await queries.settings();
  return params;
}

async function outpostRows(net: Net): Promise<Row[]> {
  const { execute } = outpost;
  const contract = 'outpost';
  const queries = new outpost.OutpostQueries(net.node.dex, net.deployment.dex.contracts.outpost);
  const config = await queries.config();
  const order = { order_id: 9_999n, min_out: 1n, deadline: 1_900_000_000n };
  return [
    { contract, msg: execute.buy({ order }), kinds: ['outpost.NotTheReserve', 'outpost.WrongTransport'] },
    { contract, msg: execute.retry({ order_id: 9_999n }), kinds: ['outpost.UnknownOrder'] },
    { contract, msg: execute.retry({ order_id: 1n }), kinds: ['outpost.NotHeld'] },
    { contract, msg: execute.updateConfig({ config }), kinds: notOwner(contract) },
    { contract, msg: execute.updateOwnership(offer(net.address('carol', 'dex'))), kinds: notOwner(contract) },
  ];
}

/** A plan may have no airdrop. */
async function airdropRows(): Promise<Row[]> {
  const { claim, returnRest } = airdrop.execute;
  const contract = 'airdrop';
  const wrong = ['airdrop.WrongProof', 'airdrop.NotStarted', 'airdrop.Parameter.OutOfBounds'];
  return [
    { contract, msg: claim({ index: 0, amount: 1n, proof: [] }), kinds: wrong },
    { contract, msg: returnRest(), kinds: ['airdrop.NotEnded'] },
  ];
}

/** A plan may have no emissions. */
async function emissionsRows(net: Net): Promise<Row[]> {
  const contract = 'emissions';
  const address = net.deployment.home.contracts.emissions;
  if (!address) return [];
  const { release, returnWithheld, setRate, stakeChangeHook, updateOwnership } = emissions.execute;
  const { streams } = await new emissions.EmissionsQueries(net.node.home, address).streams();
  const stream = streams[0]?.id ?? '';
  const gained = { stake: { addr: net.address('carol'), amount: 1n } };
  return [
    { contract, msg: release({ stream: 'nothing' }), kinds: ['emissions.UnknownStream'] },
    { contract, msg: stakeChangeHook(gained), kinds: noRole(contract) },
    { contract, msg: setRate({ stream, rate: '0.5' }), kinds: notOwner(contract) },
    { contract, msg: returnWithheld({ stream }), kinds: ['emissions.NotEnded'] },
    { contract, msg: updateOwnership('accept_ownership'), kinds: [`${contract}.Ownership.*`] },
  ];
}

async function hooks(net: Net): Promise<void> {
  const { token, voting: staking, reserve: at } = net.deployment.home.contracts;
  const buyBack = reserve.hooks.buyBack({ token, contract: at }, ONE);
  await net.refuses('carol', buyBack, ['reserve.BuybackNotOpen']);
  await net.refuses('carol', voting.hooks.fund({ token, contract: staking }, ONE), ['voting.FundRefused']);
  await net.refuses('carol', voting.hooks.stake({ token, contract: staking }, ONE, { tier: 99 }), ['voting.UnknownTier']);
}

/** What goes through, simulated only. */
async function accepted(net: Net): Promise<void> {
  const { home, stable, eth } = net.deployment;
  await net.accepts('carol', instruct(home.contracts.oracle, oracle.execute.poke({ assets: [stable.oracle, eth.oracle] })));
  await net.accepts('carol', sendCw20({ token: home.contracts.token, contract: home.contracts.market }, ONE, { deposit_collateral: {} }));
}

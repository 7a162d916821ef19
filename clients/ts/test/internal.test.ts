import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marketRecords, Node, reserveRecords, votingRecords } from '@qerun/client';
import { text } from './repository.js';

/** A node that has one record. */
function holding(value: unknown, asked: string[] = []): Node {
  const answer = async (url: string | URL | Request) => {
    asked.push(String(url));
    const data = value === undefined ? null : Buffer.from(JSON.stringify(value)).toString('base64');
    return new Response(JSON.stringify({ data }));
  };
  return new Node('http://node', { fetch: answer });
}

test('keys and shapes are those of the Rust sources', () => {
  const market = text('contracts/market/src/state.rs');
  const voting = text('contracts/voting/src/state.rs');
  const declared = (source: string, name: string, key: string) => {
    assert.match(source, new RegExp(`pub const ${name}: [^;]*?::new\\(\\s*"${key}"`), `${name} is not under ${key}`);
  };
  declared(market, 'STATE', 's');
  declared(market, 'POSITIONS', 'b');
  declared(market, 'SUPPLIERS', 'l');
  declared(market, 'OWED', 'o');
  declared(market, 'COLLATERAL', 'tc');
  declared(voting, 'POWERS', 'staked_balances');
  declared(voting, 'TOTAL_POWER', 'total_staked');
  declared(voting, 'ACCOUNTS', 'accounts');
  declared(text('contracts/reserve/src/state.rs'), 'NEXT_ORDER', 'next_order');

  const squeeze = (source: string) => source.replace(/\s+/g, ' ');
  const totals = squeeze(text('contracts/market/src/totals.rs'));
  for (const shape of [
    'type StoredState = ( Uint128, DebtShares, Decimal, u64, SupplyShares, Uint128, Decimal, StoredBatch, Option<Seldom>, );',
    'type StoredBatch = (u64, Uint128, Uint128, u64);',
    'type Seldom = (u32, Uint128, Uint128, Uint128, Option<Uint128>);',
    'let ( cash, debt_shares, debt_index, accrued_at, supply_shares, insurance, rest, batch, more, ) = stored;',
    'let (id, user_in, protocol_in, opened_at) = batch;',
    'let (scale, insurance_due, deficit, kept, unrecovered) = more.unwrap_or_default();',
  ]) {
    assert.ok(totals.includes(shape), `the stored state is no longer ${shape}`);
  }
  const position = squeeze(text('contracts/market/src/stored_position.rs'));
  for (const shape of [
    'pub type StoredPosition = (Uint128, DebtShares, Rest);',
    'let rest = Rest { e: p.claim.eth, b: p.claim.batches, s: p.claim.stable, n: p.scale, h: p.borrowed_at_height, x: p.barred, };',
  ]) {
    assert.ok(position.includes(shape), `the stored position is no longer ${shape}`);
  }
  for (const [field, name] of [['eth', 'e'], ['batches', 'b'], ['stable', 's']]) {
    assert.match(market, new RegExp(`rename = "${name}"[^\\n]*\\n\\s*pub ${field}:`));
  }
  assert.match(squeeze(voting), /pub struct Account \{.*pub stakes: Vec<Uint128>,.*pub reputation: Uint256,/);
});

test('the market’s totals', async () => {
  const stored = ['100', '200', '1.5', 1764201600, '300', '400', '0.25', [7, '10', '11', 1764201000], null];
  const asked: string[] = [];
  assert.deepEqual(await marketRecords.state.read(holding(stored, asked), 'home1market'), {
    cash: 100n,
    debtShares: 200n,
    debtIndex: '1.5',
    scale: 0,
    accruedAt: 1764201600,
    supplyShares: 300n,
    insurance: 400n,
    insuranceDue: 0n,
    insuranceRest: '0.25',
    deficit: 0n,
    earmarked: false,
    unrecovered: 0n,
    kept: 0n,
    batch: { id: 7n, userIn: 10n, protocolIn: 11n, openedAt: 1764201000 },
  });
  assert.deepEqual(asked, ['http://node/cosmwasm/wasm/v1/contract/home1market/raw/cw==']);
  const seldom = [...stored.slice(0, 8), [1, '2', '3', '4', '0']];
  const state = await marketRecords.state.read(holding(seldom), 'home1market');
  const { scale, insuranceDue, deficit, kept, earmarked, unrecovered } = state ?? assert.fail();
  assert.deepEqual([scale, insuranceDue, deficit, kept, earmarked, unrecovered], [1, 2n, 3n, 4n, true, 0n]);
});

test('a position, full and bare', async () => {
  const rest = { e: '5', b: [[3, '30'], [4, '40']], s: '6', n: 1, h: 99, x: true };
  const full = await marketRecords.positions.read(holding(['1', '2', rest]), 'm', 'home1user');
  assert.deepEqual(full, {
    collateral: 1n,
    debtShares: 2n,
    scale: 1,
    claim: { eth: 5n, batches: [{ id: 3n, amount: 30n }, { id: 4n, amount: 40n }], stable: 6n },
    borrowedAtHeight: 99,
    barred: true,
  });
  const bare = await marketRecords.positions.read(holding(['1', '0', {}]), 'm', 'home1user');
  assert.deepEqual(bare, {
    collateral: 1n,
    debtShares: 0n,
    scale: 0,
    claim: { eth: 0n, batches: [], stable: 0n },
    borrowedAtHeight: 0,
    barred: false,
  });
  assert.equal(await marketRecords.positions.read(holding(undefined), 'm', 'home1user'), undefined);
});

test('owed, supplied, power', async () => {
  assert.deepEqual(await marketRecords.owed.read(holding({ b: [[1, '9']] }), 'm', 'u'), {
    eth: 0n,
    batches: [{ id: 1n, amount: 9n }],
    stable: 0n,
  });
  assert.equal(await marketRecords.suppliers.read(holding('77'), 'm', 'u'), 77n);
  assert.equal(await votingRecords.powers.read(holding('12'), 'v', 'u'), 12n);
  assert.equal(await votingRecords.totalPower.read(holding('13'), 'v'), 13n);
  const account = { stakes: ['1', '0', '2'], reputation: '3', as_of: '4' };
  assert.deepEqual(await votingRecords.accounts.read(holding(account), 'v', 'u'), { stakes: [1n, 0n, 2n], reputation: 3n });
  await assert.rejects(votingRecords.totalPower.read(holding(13), 'v'), TypeError);
  assert.equal(await reserveRecords.nextOrder.read(holding(14), 'r'), 14n);
  await assert.rejects(reserveRecords.nextOrder.read(holding('14'), 'r'), TypeError);
});

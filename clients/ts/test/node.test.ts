import assert from 'node:assert/strict';
import { test } from 'node:test';
import { airdrop, market, Node, NodeError, oracle, Refusal } from '@qerun/client';

interface Asked {
  url: string;
  headers: Record<string, string>;
}

function node(answer: unknown, { status = 200, asked = [] as Asked[] } = {}): Node {
  return new Node('http://node/', {
    fetch: async (url, init) => {
      asked.push({ url: String(url), headers: init?.headers as Record<string, string> });
      return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status });
    },
  });
}

const PRICE = {
  bid: '0.98',
  ask: '1.02',
  mid: '1',
  average: '1.01',
  depth: '5000000',
  as_of: 1764201600,
  expires: 1764205200,
  status: 'live',
  grace_ends: 0,
  uptime: 3600,
  updated_at: 1764201601,
};

test('a query is asked by its path and answered with its types', async () => {
  const asked: Asked[] = [];
  const answer = { data: { insurance: '7', target: '9', needed: '8' } };
  const data = await node(answer, { asked }).smart('home1market', { position: { user: 'u?>' } });
  assert.deepEqual(data, answer.data);
  const [first] = asked;
  const [, encoded = ''] = /^http:\/\/node\/cosmwasm\/wasm\/v1\/contract\/home1market\/smart\/([\w=-]+)$/.exec(first?.url ?? '') ?? [];
  assert.equal(Buffer.from(encoded, 'base64url').toString(), '{"position":{"user":"u?>"}}');
  const owed = { eth: '1', batches: [{ batch_id: '3', amount: '4', pending: '0', settled: true }], stable: '2' };
  const queries = new market.MarketQueries(node({ data: owed }), 'home1market', { height: 12 });
  const { eth } = (await queries.owed({ user: 'u' })) as { eth: bigint };
  assert.equal(eth, 1n);
});

test('all answers of a reader with a height are of one block', async () => {
  const asked: Asked[] = [];
  const queries = new oracle.OracleQueries(node({ data: { asset: 'qer', record: PRICE } }, { asked }), 'home1oracle', { height: 12 });
  await queries.price({ asset: 'qer' });
  assert.equal(asked[0]?.headers['x-cosmos-block-height'], '12');
});

test('a record is one raw query; none is undefined', async () => {
  const asked: Asked[] = [];
  const data = Buffer.from(JSON.stringify(PRICE)).toString('base64');
  const price = await oracle.records.prices.read(node({ data }, { asked }), 'home1oracle', 'qer');
  assert.deepEqual(price, PRICE);
  assert.match(asked[0]?.url ?? '', /\/raw\/AAFwcWVy$/);
  for (const nothing of [null, '']) {
    assert.equal(await oracle.records.prices.read(node({ data: nothing }), 'home1oracle', 'qer'), undefined);
  }
});

test('a record that is an amount alone is a bigint, and one that is a time a number', async () => {
  const stored = (value: unknown) => node({ data: Buffer.from(JSON.stringify(value)).toString('base64') });
  const claimed: bigint | undefined = await airdrop.records.claimed.read(stored('340282366920938463463374607431768211455'), 'home1airdrop', 'home1u');
  assert.equal(claimed, 2n ** 128n - 1n);
  const opened: number | undefined = await market.records.borrowingOpened.read(stored(1_764_201_600), 'home1market');
  assert.equal(opened, 1_764_201_600);
});

test('a contract that refuses, and a node that fails', async () => {
  const refused = { code: 2, message: 'there is no order 9: query wasm contract failed', details: [] };
  await assert.rejects(node(refused, { status: 500 }).smart('c', {}, { name: 'reserve' }), (error: Refusal) => {
    const { contract, kind, fields } = error.error;
    assert.deepEqual([contract, kind, fields], ['reserve', 'UnknownOrder', { order_id: 9 }]);
    return error instanceof Refusal;
  });
  const missing = { code: 5, message: 'no such contract', details: [] };
  await assert.rejects(node(missing, { status: 404 }).smart('c', {}), (error: NodeError) => {
    return error instanceof NodeError && error.status === 404 && /no such contract/.test(error.message);
  });
  await assert.rejects(node('<html>', { status: 502 }).head(), (error: NodeError) => error.status === 502);
  const down = new Node('http://node', { fetch: () => Promise.reject(new TypeError('fetch failed')) });
  await assert.rejects(down.head(), (error: NodeError) => error.status === undefined && /does not answer/.test(error.message));
});

test('a node of another chain, or behind, is refused', async () => {
  const block = (time: string) => ({ block: { header: { chain_id: 'home-1', height: '12', time } } });
  const now = new Date('2025-11-27T10:00:30Z');
  const good = node(block('2025-11-27T10:00:00.123456789Z'));
  assert.equal((await good.ensureUsable('home-1', { now })).height, 12);
  await assert.rejects(good.ensureUsable('home-2', { now }), /of home-1, not of home-2/);
  await assert.rejects(node(block('2025-11-27T09:00:00Z')).ensureUsable('home-1', { now }), /3630 s old/);
});

test('a time that is none, or in the future, is not taken for a fresh block', async () => {
  const now = new Date('2025-11-27T10:00:30Z');
  const at = (time: unknown, height: unknown = '12') => node({ block: { header: { chain_id: 'home-1', height, time } } }).ensureUsable('home-1', { now });
  await assert.rejects(at('2025-11-27T11:00:00Z'), /ahead: its latest block is 3570 s in the future/);
  assert.equal((await at('2025-11-27T10:00:35Z')).height, 12);
  for (const time of ['soon', '', null, 5, {}]) await assert.rejects(at(time), NodeError, JSON.stringify(time));
  for (const height of ['high', null, '1e400']) await assert.rejects(at('2025-11-27T10:00:00Z', height), NodeError, JSON.stringify(height));
});

test('JSON that is no answer of a node is an error of the node, in every reading', async () => {
  const odd = [null, 5, 'x', [], {}, { block: null }, { block: { header: null } }, { balance: null }, { balance: { amount: '-1' } }, { balance: { amount: '1.5' } }];
  for (const answer of odd) {
    for (const status of [200, 500]) {
      const asked = node(JSON.stringify(answer), { status });
      const readings = [asked.head(), asked.ensureUsable('home-1'), asked.balance('home1u', 'stake'), asked.smart('home1market', { state: {} })];
      for (const reading of readings) await assert.rejects(reading, NodeError, `${status} ${JSON.stringify(answer)}`);
    }
  }
  for (const data of [5, {}, '%', Buffer.from('{').toString('base64')]) {
    await assert.rejects(oracle.records.prices.read(node({ data }), 'home1oracle', 'qer'), NodeError, JSON.stringify(data));
  }
});

test('a balance is a bigint', async () => {
  const asked: Asked[] = [];
  assert.equal(await node({ balance: { denom: 'ibc/A', amount: '12' } }, { asked }).balance('home1u', 'ibc/A'), 12n);
  assert.equal(asked[0]?.url, 'http://node/cosmos/bank/v1beta1/balances/home1u/by_denom?denom=ibc%2FA');
});

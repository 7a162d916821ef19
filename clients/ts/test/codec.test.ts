import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asCosmosMsg, cleanText, DecodeError, fromBinary, instruct, mapKey, market, toBinary, toJson, voting } from '@qerun/client';
import * as qerun from '@qerun/client';
import { decode, type Shapes } from '#dist/decode';
import { base64Url } from '#dist/encode';
import { camel, published } from './repository.js';

test('keys are those of cw-storage-plus', () => {
  const modules = qerun as unknown as Record<string, { records: Record<string, { key(of?: unknown): Uint8Array }> }>;
  let examples = 0;
  for (const [contract, records] of Object.entries(published().records)) {
    for (const [name, { key, of, example }] of Object.entries(records)) {
      const record = modules[contract]?.records[camel(name)];
      assert.ok(record, `${contract}.${name}`);
      if (example) {
        const entry = record.key(of === 'u64' ? BigInt(example.of) : example.of);
        assert.equal(Buffer.from(entry).toString('hex'), example.raw);
        examples += 1;
      } else {
        assert.equal(Buffer.from(record.key()).toString(), key);
      }
    }
  }
  assert.equal(examples >= 4, true);
});

test('a key of several parts has the lengths of all but the last', () => {
  const key = mapKey('h', 7n, 'user');
  assert.equal(Buffer.from(key).toString('hex'), `000168${'0008'}0000000000000007${Buffer.from('user').toString('hex')}`);
  assert.throws(() => mapKey('b', 1n << 64n), RangeError);
  assert.throws(() => mapKey('b', -1n), RangeError);
});

test('base64 in a path has no slash and no plus', () => {
  assert.equal(base64Url(Uint8Array.of(251, 255, 191)), '-_-_');
});

test('amounts become bigint where the schema has them, and nowhere else', () => {
  const shapes: Shapes = { Row: { f: { amount: 1, rows: ['Row'], pair: { t: [0, 1] }, by: { m: 1 } } } };
  const given = {
    amount: '340282366920938463463374607431768211455',
    text: '12',
    pair: ['12', '13'],
    by: { a: '1' },
    rows: [{ amount: '5', rows: [], pair: null, by: {} }, null],
  };
  assert.deepEqual(decode(given, shapes, 'Row'), {
    amount: 2n ** 128n - 1n,
    text: '12',
    pair: ['12', 13n],
    by: { a: 1n },
    rows: [{ amount: 5n, rows: [], pair: null, by: {} }, null],
  });
  assert.equal(decode('plain', shapes, undefined), 'plain');
  for (const amount of [12, '', '1.5', '0x10', {}, '1e3']) {
    assert.throws(() => decode({ rows: [{ amount }] }, shapes, 'Row'), (error: DecodeError) => {
      return error instanceof DecodeError && error.path === '.rows.0.amount';
    });
  }
});

test('messages are what the contracts read', () => {
  const borrow = market.execute.borrow({ amount: 10n ** 20n, min_received: 5n, use_perk: false });
  assert.equal(toJson(borrow), '{"borrow":{"amount":"100000000000000000000","min_received":"5","use_perk":false}}');
  assert.equal(toJson(market.execute.supply()), '{"supply":{}}');
  assert.equal(toJson(market.execute.updateOwnership('accept_ownership')), '{"update_ownership":"accept_ownership"}');
  assert.equal(toJson(voting.execute.claim()), '{"claim":{}}');
});

test('a hook is the token’s send with the payload in it', () => {
  const at = { token: 'qer1token', contract: 'qer1voting' };
  const stake = voting.hooks.stake(at, 25n, { tier: 2 });
  assert.equal(stake.contract, at.token);
  const { send } = JSON.parse(toJson(stake.msg)) as { send: { contract: string; amount: string; msg: string } };
  assert.deepEqual([send.contract, send.amount, fromBinary(send.msg)], [at.contract, '25', { stake: { tier: 2 } }]);
  assert.deepEqual(fromBinary(toBinary({ text: 'Zürich 雪 \u{1f600}', n: 5n })), { text: 'Zürich 雪 \u{1f600}', n: '5' });
});

test('coins are sorted, added up, and none is zero', () => {
  const funds = [
    { denom: 'b', amount: 1n },
    { denom: 'a', amount: 2n },
    { denom: 'b', amount: 3n },
    { denom: 'c', amount: 0n },
  ];
  const instruction = instruct('qer1market', market.execute.repay(), funds);
  assert.deepEqual(instruction.funds, [
    { denom: 'a', amount: 2n },
    { denom: 'b', amount: 4n },
  ]);
  const message = asCosmosMsg(instruction).wasm.execute;
  assert.deepEqual([message.contract_addr, fromBinary(message.msg)], ['qer1market', { repay: {} }]);
});

test('what no amino wallet can sign is taken out', () => {
  assert.equal(cleanText('a\u2028b\u2029c'), 'a b c');
});

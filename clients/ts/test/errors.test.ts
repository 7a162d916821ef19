import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ContractName, parseError } from '@qerun/client';
import { contracts, shared } from '#dist/generated/errors';

/** A value of each way of writing, and how it is read. */
const SAMPLES: Record<string, [text: string, value: unknown]> = {
  amount: ['123456789012345678901', 123456789012345678901n],
  number: ['1764201600', 1764201600],
  decimal: ['0.95', '0.95'],
  word: ['home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv', 'home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv'],
  text: ['ibc/A1 (b) c', 'ibc/A1 (b) c'],
  debug: ['"a \\"quoted\\" id"', 'a "quoted" id'],
};

function sample(pattern: string): { text: string; fields: Record<string, unknown> } {
  const fields: Record<string, unknown> = {};
  const text = pattern.replace(/\{(\w+):(\w+)\}/g, (_, name: string, how: string) => {
    const known = how.startsWith('list_') ? listOf(how.slice('list_'.length) as keyof typeof shared) : SAMPLES[how];
    assert.ok(known, how);
    fields[name] = known[1];
    return known[0];
  });
  return { text, fields };
}

/** Every sentence of a list, and one that nobody knows. */
function listOf(group: keyof typeof shared): [text: string, value: unknown] {
  const known = shared[group].map(([kind, pattern]) => ({ kind, ...sample(pattern) }));
  const list = [...known, { kind: 'Unknown', fields: {}, text: 'another condition' }];
  return [list.map((one) => one.text).join('; '), list];
}

function* all(): Generator<{ contract: ContractName; kind: string; pattern: string }> {
  for (const [name, { own, shared: groups }] of Object.entries(contracts)) {
    const contract = name as ContractName;
    for (const [kind, pattern] of own) yield { contract, kind, pattern };
    for (const [prefix, group] of Object.entries(groups)) {
      for (const [kind, pattern] of shared[group]) yield { contract, kind: `${prefix}.${kind}`, pattern };
    }
  }
}

/** As wasmd 0.61 tells it in a simulation, and in a query. */
const WRAPPINGS = [
  (text: string) =>
    `rpc error: code = Unknown desc = rpc error: code = Unknown desc = failed to execute message; message index: 0: ${text}: execute wasm contract failed [CosmWasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:440] with gas used: '150000': unknown request`,
  (text: string) =>
    `failed to execute message; message index: 12: dispatch: submessages: dispatch: submessages: ${text}: execute wasm contract failed`,
  (text: string) => `${text}: query wasm contract failed`,
  (text: string) => text,
];

test('every error is read back with its fields, whatever is around it', () => {
  let count = 0;
  for (const { contract, kind, pattern } of all()) {
    const { text, fields } = sample(pattern);
    for (const wrap of WRAPPINGS) {
      const error = parseError(wrap(text), contract);
      assert.equal(error.text, text.trim());
      assert.deepEqual([error.contract, error.kind], [contract, kind]);
      assert.deepEqual(error.fields, fields, `${contract}.${kind}`);
      count += 1;
    }
  }
  assert.ok(count > 1000, `${count}`);
});

test('without a hint the contract is known where only one says it', () => {
  const health = parseError('health is 1.05: only below 1 a position can be liquidated');
  assert.deepEqual(health, {
    contract: 'market',
    kind: 'Healthy',
    fields: { health: '1.05' },
    text: 'health is 1.05: only below 1 a position can be liquidated',
  });
  assert.equal(parseError("Caller is not the contract's current owner").contract, 'several');
});

test("another contract's words are its own, also when somebody else was asked", () => {
  // The token is asked to send; voting refuses.
  const error = parseError('there is no tier 9, the last is 3', 'token');
  assert.deepEqual([error.contract, error.kind, error.fields], ['voting', 'UnknownTier', { tier: 9, last: 3 }]);
});

test('narrowed by contract and kind, the fields have their types', () => {
  const error = parseError('new debt 500 is over what the debt ceiling leaves, 20', 'market');
  if (error.contract !== 'market' || error.kind !== 'DebtCeilingExceeded') return assert.fail(error.kind);
  const left: bigint = error.fields.available;
  assert.equal(left, 20n);
});

test('what is missing for a milestone is a list with its figures', () => {
  const text =
    'borrowing cannot be opened yet: no live price of qer: the price of qer expired at 5; now is 9; ' +
    'the insurance is 12.5 USD, the depth demands 50000 USD';
  const error = parseError(text, 'market');
  if (error.contract !== 'market' || error.kind !== 'NotReady') return assert.fail(error.kind);
  const kinds = error.fields.missing.map((one) => one.kind);
  assert.deepEqual(kinds, ['Price', 'Unknown', 'Insurance']);
  const [, , insurance] = error.fields.missing;
  if (insurance?.kind !== 'Insurance') return assert.fail();
  const needed: string = insurance.fields.needed;
  assert.equal(needed, '50000');
});

test('what is no error of ours keeps its text', () => {
  for (const text of ['spendable balance 5ustake is smaller than 20ustake: insufficient funds', '', 'out of gas']) {
    assert.deepEqual(parseError(text), { contract: 'unknown', kind: 'Unknown', fields: {}, text });
  }
  // A time that no JavaScript number can hold is not rounded.
  assert.equal(parseError('Borrow is paused until 18446744073709551615', 'market').kind, 'Unknown');
});

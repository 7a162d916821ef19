import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventError, events, eventsOf, type EventType, parseEvent, parseEvents, type RawEvent } from '@qerun/client';
import { rustEvents, strayEvents } from './rust-events.js';

test('the events and their attributes are those of the contracts', () => {
  const rust = rustEvents();
  assert.deepEqual(strayEvents(), []);
  assert.deepEqual(Object.keys(events).sort(), [...rust.keys()].sort());
  for (const [type, attributes] of rust) {
    assert.deepEqual(Object.keys(events[type as EventType]).sort(), [...attributes].sort(), type);
  }
});

const SAMPLES: Record<string, [text: string[], value: unknown]> = {
  amount: [['340282366920938463463374607431768211455'], 2n ** 128n - 1n],
  bool: [['true'], true],
  decimal: [['1.000000000000000001'], '1.000000000000000001'],
  id: [['18446744073709551615'], 2n ** 64n - 1n],
  number: [['1764201600'], 1764201600],
  text: [['what it says: 1'], 'what it says: 1'],
  'text[]': [['a', 'b'], ['a', 'b']],
  'part[]': [['3:10', '4:20'], [{ batch_id: 3n, amount: 10n }, { batch_id: 4n, amount: 20n }]],
  'tier[]': [['600:1', '900:1.5'], [{ unbonding: 600, multiplier: '1' }, { unbonding: 900, multiplier: '1.5' }]],
};

function sampleOf(type: EventType): { raw: RawEvent; data: Record<string, unknown> } {
  const attributes = [{ key: '_contract_address', value: 'home1contract' }];
  const data: Record<string, unknown> = {};
  for (const [key, written] of Object.entries(events[type])) {
    const sample = SAMPLES[written.replace(/\?$|\|none$/, '')];
    assert.ok(sample, written);
    for (const value of sample[0]) attributes.push({ key, value });
    data[key] = sample[1];
  }
  return { raw: { type: `wasm-${type}`, attributes }, data };
}

const ALL = Object.keys(events) as EventType[];

test('each event is read with values of its kinds', () => {
  for (const type of ALL) {
    const { raw, data } = sampleOf(type);
    assert.deepEqual(parseEvent(raw), { type, contract: 'home1contract', data });
  }
});

test('what is optional may be absent, what can be none is null, all else is needed', () => {
  for (const type of ALL) {
    const { raw } = sampleOf(type);
    for (const [key, written] of Object.entries(events[type])) {
      const without = { ...raw, attributes: raw.attributes.filter((one) => one.key !== key) };
      if (written.endsWith('[]')) {
        assert.deepEqual(Object.entries(parseEvent(without)?.data ?? {}).find(([name]) => name === key)?.[1], []);
      } else if (written.endsWith('?')) {
        assert.equal(new Map(Object.entries(parseEvent(without)?.data ?? {})).get(key), undefined);
      } else {
        assert.throws(() => parseEvent(without), EventError, `${key} of ${type}`);
      }
      const none = { ...raw, attributes: [...without.attributes, { key, value: 'none' }] };
      if (written.endsWith('|none')) {
        assert.equal(new Map(Object.entries(parseEvent(none)?.data ?? {})).get(key), null);
      } else if (!written.startsWith('text')) {
        assert.throws(() => parseEvent(none), EventError, `${key} of ${type}`);
      }
    }
  }
});

test('events of a transaction: ours, in order, by type', () => {
  const others: RawEvent[] = [
    { type: 'transfer', attributes: [{ key: 'amount', value: '1ustake' }] },
    { type: 'wasm', attributes: [{ key: 'action', value: 'transfer' }] },
    { type: 'wasm-qerun-market/of_another_version', attributes: [] },
    { type: 'wasm-toString', attributes: [] },
  ];
  const borrow = sampleOf('qerun-market/borrow');
  const found = parseEvents([...others, sampleOf('qerun-market/accrue').raw, borrow.raw]);
  assert.deepEqual(
    found.map((event) => event.type),
    ['qerun-market/accrue', 'qerun-market/borrow'],
  );
  const [first] = eventsOf(found, 'qerun-market/borrow');
  const paid: bigint | undefined = first?.paid_out;
  assert.equal(paid, 2n ** 128n - 1n);
  for (const event of found) {
    // The type narrows the data.
    if (event.type === 'qerun-market/borrow') assert.equal(event.data.contribution_to, 'what it says: 1');
  }
});

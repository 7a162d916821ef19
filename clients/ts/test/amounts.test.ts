import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AmountError, decimal, formatAmount, fromDecimal, parseAmount, worth } from '@qerun/client';

test('what people write becomes smallest units', () => {
  const good: [string, number, bigint][] = [
    ['1', 6, 1_000_000n],
    ['1.5', 6, 1_500_000n],
    ['1,234,567.000001', 6, 1_234_567_000_001n],
    [' .5 ', 6, 500_000n],
    ['7.', 6, 7_000_000n],
    ['0', 0, 0n],
    ['123456789012345678901234567890.123456789012345678', 18, 123456789012345678901234567890123456789012345678n],
  ];
  for (const [text, decimals, amount] of good) assert.equal(parseAmount(text, decimals), amount, text);
  for (const bad of ['', '.', '-1', '1e3', '1,5', '1.2.3', 'abc', '0x10', '1.0000001', '1 000', '١', '0,500', '00,500', '1234,567', '0.123,456', '1,234567']) {
    assert.throws(() => parseAmount(bad, 6), AmountError, bad);
  }
});

test('smallest units as people read them, and back', () => {
  assert.equal(formatAmount(1_234_567_000_001n, 6), '1,234,567.000001');
  assert.equal(formatAmount(5n, 6), '0.000005');
  assert.equal(formatAmount(1_999_999n, 6, { places: 2 }), '1.99');
  assert.equal(formatAmount(1_000_000n, 6, { places: 0 }), '1');
  assert.equal(formatAmount(0n, 18), '0');
  assert.equal(formatAmount(-1_500n, 3), '-1.5');
  assert.equal(formatAmount(1_234n, 0), '1,234');
  assert.equal(formatAmount(1_234_567n, 2, { thousands: ' ' }), '12 345.67');
  for (const decimals of [0, 1, 6, 18]) {
    for (const amount of [0n, 1n, 9n, 10n, 999n, 1_000n, 10n ** 18n, 2n ** 128n - 1n]) {
      assert.equal(parseAmount(formatAmount(amount, decimals), decimals), amount);
    }
  }
});

test('decimals of the contracts, and what amounts are worth', () => {
  assert.equal(decimal('1.5'), 1_500_000_000_000_000_000n);
  assert.equal(decimal('-0.000000000000000001'), -1n);
  assert.equal(fromDecimal(decimal('123456.000000000000000001')), '123456.000000000000000001');
  for (const bad of ['', '1.', '1e2', '0.0000000000000000001']) assert.throws(() => decimal(bad), AmountError, bad);
  // 2.5 ETH at 2,000.4 USD.
  assert.equal(worth(2_500_000_000_000_000_000n, 18, '2000.4'), decimal('5001'));
  // A third of a unit of 10^-18 is rounded down.
  assert.equal(worth(1n, 18, '0.333'), 0n);
});

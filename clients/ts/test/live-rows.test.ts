import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contractSchemas, type JsonSchema, receiveSchemas, variants, violations } from '../live/schemas.js';
import { camel, client } from './repository.js';

test('the live test names every message, hook and query of the schemas', () => {
  const folder = join(client, 'live');
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const named = (name: string) => new RegExp(`\\b(?:${name}|${camel(name)})\\b`).test(text);
  const missing: string[] = [];
  for (const [contract, { execute, query }] of contractSchemas()) {
    missing.push(...[...variants(execute), ...variants(query)].filter((name) => !named(name)).map((name) => `${contract}/${name}`));
  }
  for (const [contract, schema] of receiveSchemas()) {
    missing.push(...variants(schema).filter((name) => !named(name)).map((name) => `${contract}<${name}`));
  }
  assert.deepEqual(missing, []);
});

test('an answer that is not as its schema says is found', () => {
  const schema = contractSchemas().get('oracle')?.responses['price'] ?? assert.fail();
  const record = {
    bid: '0.98',
    ask: '1.02',
    mid: '1',
    average: '1.01',
    depth: null,
    as_of: 1,
    expires: 2,
    status: 'live',
    grace_ends: 0,
    uptime: 3,
    updated_at: 4,
  };
  const find = (change: object) => violations({ asset: 'qer', record: { ...record, ...change }, sources: [] }, schema);
  assert.deepEqual(find({}), []);
  for (const [change, words] of [
    [{ bid: 1 }, /\.record\.bid is not string/],
    [{ status: 'gone' }, /\.record\.status is none of the enum/],
    [{ as_of: -1 }, /as_of is too small/],
    [{ as_of: 2 ** 60 }, /as_of is no safe integer/],
    [{ as_of: 1.5 }, /as_of is not integer/],
    [{ more: 1 }, /unknown more/],
    [{ mid: undefined }, /mid/],
  ] as const) {
    assert.match(find(change).join('\n'), words);
  }
  assert.match(violations({ sources: [] }, schema).join(), /has no asset/);
  const tuple: JsonSchema = { type: 'array', items: [{ type: 'string' }, { type: 'integer' }] };
  assert.deepEqual(violations(['a', 1], tuple), []);
  assert.match(violations(['a', 1, 2], tuple).join(), /too many/);
});

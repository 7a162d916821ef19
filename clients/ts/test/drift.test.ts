import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as qerun from '@qerun/client';
import { camel, client, published, root, schemas, text, variants } from './repository.js';

function check(tree: string) {
  const script = join(client, 'scripts', 'generate.mjs');
  return spawnSync(process.execPath, [script, '--check', '--root', tree], { encoding: 'utf8' });
}

test('the generated files are those of schema/ and the contracts', () => {
  const { status, stderr } = check(root);
  assert.equal(status, 0, stderr);
});

test('a change of a schema, an error or a crate is noticed', (t) => {
  const tree = mkdtempSync(join(tmpdir(), 'qerun-client-'));
  t.after(() => rmSync(tree, { recursive: true }));
  const renew = (name: string) => {
    rmSync(join(tree, name), { recursive: true, force: true });
    cpSync(join(root, name), join(tree, name), { recursive: true });
  };
  const edit = (name: string, from: string, to: string) => {
    const file = join(tree, name);
    const old = readFileSync(file, 'utf8');
    assert.ok(old.includes(from), `${name} has no ${from}`);
    writeFileSync(file, old.replace(from, to));
  };
  symlinkSync(join(root, 'packages'), join(tree, 'packages'));
  for (const name of ['schema', 'contracts', 'Cargo.lock']) renew(name);
  assert.equal(check(tree).status, 0);

  const market = /market\.ts: run npm run generate/;
  const changes: [file: string, from: string, to: string, said: RegExp][] = [
    ['market', '"min_shares"', '"least_shares"', market],
    // A message less, a field that is text no longer, and an amount that is none wherever it stands.
    ['market', '"settle_deficit": {', '"settle_deficits": {', market],
    ['market', '"description": "Owner: the timelock.",\n        "type": "string"', '"description": "Owner: the timelock.",\n        "type": "integer"', market],
    ['market', 'c.u128(), 70); ```",\n        "type": "string"', 'c.u128(), 70); ```",\n        "type": "integer"', /the schema writes Uint128 not as text/],
    ['market', '"description": "Owner: the timelock.",\n        "type": "string"', '"description": "Owner: the timelock."', /does not know/],
    ['published', '"backing"', '"backings"', /reserve\.ts: run npm run generate/],
  ];
  for (const [file, from, to, said] of changes) {
    edit(`schema/${file}.json`, from, to);
    assert.match(check(tree).stderr, said, `${file}: ${to}`);
    renew('schema');
  }
  edit('contracts/voting/src/error.rs', 'nothing to claim yet', 'nothing to claim');
  assert.match(check(tree).stderr, /errors\.ts/);
  renew('contracts');
  edit('Cargo.lock', 'name = "cw-ownable"\nversion = "2.1.0"', 'name = "cw-ownable"\nversion = "2.1.1"');
  assert.match(check(tree).stderr, /cw-ownable is no longer 2\.1\.0/);
});

test('every message, query and hook of the schemas has its builder', () => {
  const modules = qerun as unknown as Record<string, Record<string, Record<string, unknown>>>;
  let count = 0;
  const has = (where: Record<string, unknown> | undefined, name: string, what: string) => {
    assert.equal(typeof where?.[camel(name)], 'function', `${what} has no ${name}`);
    count += 1;
  };
  for (const [contract, schema] of schemas()) {
    const module = modules[contract];
    assert.ok(module, contract);
    const title = contract[0]?.toUpperCase() + camel(contract).slice(1);
    const queries = module[`${title}Queries`] as unknown as { prototype: Record<string, unknown> };
    for (const name of variants(schema.execute)) has(module['execute'], name, `${contract} execute`);
    for (const name of variants(schema.query)) has(queries.prototype, name, `${contract} queries`);
  }
  for (const [contract, schema] of Object.entries(published().receive)) {
    for (const name of variants(schema)) {
      has(modules[contract]?.['receive'], name, `${contract} receive`);
      has(modules[contract]?.['hooks'], name, `${contract} hooks`);
    }
  }
  assert.ok(count > 180, `only ${count}`);
});

test('every record that is declared as published is in schema/published.json', () => {
  const folder = join('packages', 'messages', 'src');
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rs'));
  const declared = files.flatMap((file) => {
    const contract = file.split(/[/.]/)[0] ?? '';
    const found = text(folder, file).matchAll(/^pub const \w+: (?:Item|Map)<[^]*?::new\("(\w+)"\);/gm);
    return [...found].map(([, key]) => `${contract} ${key}`);
  });
  const known = Object.entries(published().records).flatMap(([contract, records]) => {
    return Object.values(records).map(({ key }) => `${contract} ${key}`);
  });
  assert.deepEqual(declared.sort(), known.sort(), 'see packages/messages/examples/schema/published.rs');
});

test('the gas asked for beyond a simulation is what the live tests in Rust ask for', () => {
  const gas = /const RELEASE_GAS: u64 = ([0-9_]+);/.exec(text('packages', 'live', 'src', 'ops', 'dao.rs'));
  assert.equal(BigInt(gas?.[1]?.replaceAll('_', '') ?? -1), qerun.RELEASE_GAS);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeploymentError, loadDeployment } from '@qerun/client';
import { FILE } from './fixture.js';

/** The file with one field replaced; undefined removes it. */
function edited(path: string, value: unknown): unknown {
  const file: unknown = structuredClone(FILE);
  const names = path.split('.');
  const last = names.pop() as string;
  const at = names.reduce((inner, name) => (inner as Record<string, unknown>)[name], file) as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return file;
}

test('a deployment, from JSON or text', () => {
  const deployment = loadDeployment(FILE);
  assert.deepEqual(loadDeployment(JSON.stringify(FILE)), deployment);
  assert.equal(deployment.home.contracts.market, 'home1market');
  assert.deepEqual(deployment.stable, { symbol: 'USDC', decimals: 6, oracle: 'usdc', home: 'ibc/AA', dex: 'uusdc' });
  assert.deepEqual(deployment.eth, { symbol: 'ETH', decimals: 18, oracle: 'eth', home: 'ibc/BB', dex: 'weth-wei' });
  assert.deepEqual(deployment.channel, { home: 'channel-0', dex: 'channel-1' });
  assert.deepEqual(deployment.dex.rest, ['http://127.0.0.1:26624']);
  assert.equal(deployment.public, false);
});

test('contracts of later versions are kept, fields of later versions let be', () => {
  const more = edited('chain.home.contracts.emissions', 'home1emissions');
  assert.equal(loadDeployment(more).home.contracts.emissions, 'home1emissions');
  assert.deepEqual(loadDeployment(edited('something', { new: 1 })), loadDeployment(FILE));
});

test('what is missing or wrong is named', () => {
  const wrong: [path: string, value: unknown, words: RegExp][] = [
    ['format', 2, /format 2 is not known/],
    ['name', undefined, /^name is not a text/],
    ['public', 'no', /^public is not true or false/],
    ['chain.home', undefined, /^chain\.home is not an object/],
    ['chain.home.contracts.market', undefined, /^chain\.home\.contracts has no market/],
    ['chain.dex.contracts.outpost', undefined, /^chain\.dex\.contracts has no outpost/],
    ['chain.home.contracts.market', 'dex1market', /is not an address of home/],
    ['chain.home.contracts.market', 7, /chain\.home\.contracts\.market is not a text/],
    ['chain.home.gas_price', '1e3', /gas_price is not a decimal/],
    ['chain.home.rest', ['javascript:alert(1)'], /rest is not a list of http addresses/],
    ['chain.home.rpc', 'http://127.0.0.1', /rpc is not a list/],
    ['assets.eth.decimals', 19, /assets\.eth\.decimals is 19/],
    ['assets.eth.decimals', '18', /assets\.eth\.decimals is not a number/],
    ['assets.eth.denom', undefined, /^assets\.eth\.denom is not an object/],
    ['channel.dex', '', /^channel\.dex is not a text/],
  ];
  for (const [path, value, words] of wrong) {
    assert.throws(() => loadDeployment(edited(path, value)), (error: Error) => {
      assert.ok(error instanceof DeploymentError);
      assert.match(error.message, words);
      return true;
    });
  }
  for (const nothing of ['', '{', 'null', '[]', 7, null, undefined]) {
    assert.throws(() => loadDeployment(nothing), DeploymentError);
  }
});

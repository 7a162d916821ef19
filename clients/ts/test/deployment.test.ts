import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DeploymentError, loadDeployment } from '@qerun/client';
import { FILE } from './fixture.js';
import { root, text } from './repository.js';

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
  const { stable, eth, qer } = deployment;
  assert.deepEqual(stable, { symbol: 'USDC', name: 'Test dollar', decimals: 6, oracle: 'usdc', home: 'ibc/AA', dex: 'uusdc' });
  assert.deepEqual(eth, { symbol: 'ETH', name: 'Test ether', decimals: 18, oracle: 'eth', home: 'ibc/BB', dex: 'weth-wei' });
  assert.deepEqual(qer, { symbol: 'QER', name: 'Qerun', decimals: 6, oracle: 'qer' });
  const { contracts: _, ...home } = deployment.home;
  assert.deepEqual(home, {
    chainId: 'home-1',
    name: 'Qerun local home',
    prefix: 'home',
    coinType: 118,
    public: false,
    rpc: ['http://127.0.0.1:26601'],
    rest: ['http://127.0.0.1:26604', 'https://rest.example'],
    feeDenom: 'stake',
    feeSymbol: 'STAKE',
    feeDecimals: 6,
    gasPrice: '0.001',
    gasPrices: { low: '0.001', average: '0.00125', high: '0.0015' },
    gasMargin: '1.3',
  });
  const { rest, feeSymbol, feeDecimals } = deployment.dex;
  assert.deepEqual([rest, feeSymbol, feeDecimals], [[], null, null]);
  assert.deepEqual([deployment.public, deployment.channel], [false, { home: 'channel-0', dex: 'channel-1' }]);
});

test('contracts of later versions are kept, fields of later versions let be', () => {
  const more = edited('chain.home.contracts.emissions', 'home1emissions');
  assert.equal(loadDeployment(more).home.contracts.emissions, 'home1emissions');
  assert.deepEqual(loadDeployment(edited('something', { new: 1 })), loadDeployment(FILE));
});

test('DAO DAO’s page is known where the file names it', () => {
  assert.equal(loadDeployment(FILE).daoDao, 'https://daodao.zone');
  assert.equal('daoDao' in loadDeployment(edited('dao_dao', undefined)), false);
  for (const wrong of ['javascript:alert(1)', '', 7]) assert.throws(() => loadDeployment(edited('dao_dao', wrong)), DeploymentError);
});

test('what is missing or wrong is named', () => {
  const wrong: [path: string, value: unknown, words: RegExp][] = [
    ['format', 2, /format 2 is not known/],
    ['name', undefined, /^name is not a text/],
    ['complete', false, /^the deployment is not complete/],
    ['complete', 'yes', /^complete is not true or false/],
    ['chain.home', undefined, /^chain\.home is not an object/],
    ['chain.home.public', undefined, /^chain\.home\.public is not true or false/],
    ['chain.home.contracts.market', undefined, /^chain\.home\.contracts has no market/],
    ['chain.dex.contracts.outpost', undefined, /^chain\.dex\.contracts has no outpost/],
    ['chain.home.contracts.market', 'dex1market', /is not an address of home/],
    ['chain.home.contracts.market', 7, /chain\.home\.contracts\.market is not a text/],
    ['chain.home.gas_price', '1e3', /gas_price is not a decimal/],
    ['chain.home.gas_price', '0.1234567890123456789', /gas_price is not a decimal/],
    ['name', 'local\u202enet', /^name has characters that nobody sees/],
    ['assets.qer.symbol', '\u200bQER', /^assets\.qer\.symbol has characters that nobody sees/],
    ['chain.home.fee_symbol', 'ST\nAKE', /fee_symbol has characters that nobody sees/],
    ['chain.home.contracts.vesting-<b>', 'home1vesting', /^chain\.home\.contracts has a name that is none: "vesting-<b>"/],
    ['chain.home.gas_prices.high', undefined, /gas_prices\.high is not a text/],
    ['chain.home.rest', ['javascript:alert(1)'], /rest is not a list of http addresses/],
    ['chain.home.rpc', 'http://127.0.0.1', /rpc is not a list/],
    ['chain.home.fee_symbol', 7, /fee_symbol is not a text/],
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

const RUST = join('packages', 'cli', 'src', 'deploy', 'deployment_file.rs');

test('the fields are those that qerun deploy writes', { skip: !existsSync(join(root, RUST)) && `${RUST} is not here` }, () => {
  const source = text(RUST);
  const fieldsOf = (name: string) => {
    const [, body = ''] = new RegExp(`pub struct ${name} \\{([^]*?)\\n\\}`).exec(source) ?? assert.fail(name);
    return [...body.matchAll(/^ {4}pub (\w+):/gm)].map(([, field]) => field).sort();
  };
  const { chain, assets } = FILE;
  for (const [name, value] of Object.entries({
    DeploymentFile: FILE,
    ChainRecord: chain.home,
    AssetRecords: assets,
    TokenRecord: assets.qer,
    CoinRecord: assets.eth,
  })) {
    assert.deepEqual(fieldsOf(name), Object.keys(value).sort(), name);
  }
});

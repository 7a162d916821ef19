/** A deployment file as `qerun deploy` writes it for the local net. */
export const FILE = {
  format: 1,
  name: 'localnet',
  public: false,
  chain: {
    home: {
      chain_id: 'home-1',
      prefix: 'home',
      fee_denom: 'stake',
      gas_price: '0.001',
      rpc: ['http://127.0.0.1:26601'],
      rest: ['http://127.0.0.1:26604'],
      contracts: {
        token: 'home1token',
        dao: 'home1dao',
        voting: 'home1voting',
        timelock: 'home1timelock',
        oracle: 'home1oracle',
        market: 'home1market',
        reserve: 'home1reserve',
      },
    },
    dex: {
      chain_id: 'dex-1',
      prefix: 'dex',
      fee_denom: 'stake',
      gas_price: '0.001',
      rpc: ['http://127.0.0.1:26621'],
      rest: ['http://127.0.0.1:26624'],
      contracts: { outpost: 'dex1outpost', pair: 'dex1pair' },
    },
  },
  channel: { home: 'channel-0', dex: 'channel-1' },
  assets: {
    qer: { symbol: 'QER', decimals: 6, oracle: 'qer' },
    stable: { symbol: 'USDC', decimals: 6, oracle: 'usdc', denom: { home: 'ibc/AA', dex: 'uusdc' } },
    eth: { symbol: 'ETH', decimals: 18, oracle: 'eth', denom: { home: 'ibc/BB', dex: 'weth-wei' } },
  },
};

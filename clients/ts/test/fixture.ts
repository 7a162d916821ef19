/** A deployment file as `qerun deploy` writes it for the local net. */
const fee = {
  fee_denom: 'stake',
  fee_symbol: 'STAKE',
  fee_decimals: 6,
  gas_price: '0.001',
  gas_prices: { low: '0.001', average: '0.00125', high: '0.0015' },
  gas_margin: '1.3',
};

const code = { id: 1, checksum: '00' };

export const FILE = {
  format: 1,
  name: 'localnet',
  complete: true,
  public: false,
  chain: {
    home: {
      chain_id: 'home-1',
      name: 'Qerun local home',
      rpc: ['http://127.0.0.1:26601'],
      rest: ['http://127.0.0.1:26604', 'https://rest.example'],
      prefix: 'home',
      coin_type: 118,
      public: false,
      ...fee,
      contracts: {
        token: 'home1token',
        dao: 'home1dao',
        voting: 'home1voting',
        timelock: 'home1timelock',
        oracle: 'home1oracle',
        market: 'home1market',
        reserve: 'home1reserve',
      },
      codes: { qerun_market: code },
    },
    dex: {
      chain_id: 'dex-1',
      name: 'Qerun local DEX',
      rpc: ['http://127.0.0.1:26621'],
      rest: [],
      prefix: 'dex',
      coin_type: 118,
      public: false,
      ...fee,
      fee_symbol: null,
      fee_decimals: null,
      contracts: { outpost: 'dex1outpost', pair: 'dex1pair' },
      codes: { qerun_outpost: code },
    },
  },
  channel: { home: 'channel-0', dex: 'channel-1' },
  dao_dao: 'https://daodao.zone',
  assets: {
    qer: { symbol: 'QER', name: 'Qerun', decimals: 6, oracle: 'qer', address: 'home1token' },
    stable: {
      symbol: 'USDC',
      name: 'Test dollar',
      decimals: 6,
      oracle: 'usdc',
      denom: { home: 'ibc/AA', dex: 'uusdc' },
      path: { home: 'transfer/channel-0/uusdc', dex: 'uusdc' },
    },
    eth: {
      symbol: 'ETH',
      name: 'Test ether',
      decimals: 18,
      oracle: 'eth',
      denom: { home: 'ibc/BB', dex: 'weth-wei' },
      path: { home: 'transfer/channel-0/weth-wei', dex: 'weth-wei' },
    },
  },
};

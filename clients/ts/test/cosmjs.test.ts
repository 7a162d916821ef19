import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AminoSignResponse, Secp256k1HdWallet, type StdFee, type StdSignDoc } from '@cosmjs/amino';
import { SigningCosmWasmClient } from '@cosmjs/cosmwasm';
import { DirectSecp256k1HdWallet, type OfflineSigner as AnySigner } from '@cosmjs/proto-signing';
import { instruct, market, timelock } from '@qerun/client';
import { Signer } from '@qerun/client/signing';

/** Of the local net's public keys. */
const MNEMONIC =
  'popular old erupt useless wink unusual usage trophy club eyebrow number daring dish tilt belt cash talk teach dream civil ski test genius daughter';
const ALICE = 'home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv';
const MARKET = 'home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22';

const signerData = { accountNumber: 7, sequence: 3, chainId: 'home-1' };

/** CosmJS itself, but for the node: what it signed is kept. */
async function offline(wallet: AnySigner): Promise<{ signer: Signer; signed: Uint8Array[]; client: SigningCosmWasmClient }> {
  const client = await SigningCosmWasmClient.offline(wallet);
  const signed: Uint8Array[] = [];
  client.simulate = async () => 100_000;
  client.signAndBroadcastSync = async (address, messages, fee, memo = '') => {
    assert.deepEqual(fee, { gas: '130000', amount: [{ denom: 'stake', amount: '130' }] });
    const { bodyBytes } = await client.sign(address, messages, fee as StdFee, memo, signerData);
    signed.push(bodyBytes);
    return 'HASH';
  };
  client.getTx = async (hash) => ({ hash, height: 1, code: 0, rawLog: '', gasUsed: 1n, events: [] }) as never;
  return { signer: Signer.over(client, ALICE, { feeDenom: 'stake', gasPrice: '0.001', gasMargin: '1.3' }), signed, client };
}

const text = 'Zürich <b>&amp; 雪</b> line\u2028separator';
const instructions = [
  instruct(MARKET, market.execute.borrow({ amount: 10n ** 20n, min_received: 5n, use_perk: false })),
  instruct(MARKET, market.execute.repay(), [{ denom: 'ibc/AA', amount: 12n }]),
  instruct(MARKET, timelock.execute.queue({ messages: [], text, not_after: 1_900_000_000 })),
];

const WANTED = [
  [{ borrow: { amount: '100000000000000000000', min_received: '5', use_perk: false } }, []],
  [{ repay: {} }, [{ denom: 'ibc/AA', amount: '12' }]],
  [{ queue: { messages: [], text: 'Zürich <b>&amp; 雪</b> line separator', not_after: 1_900_000_000 } }, []],
];

interface Execution {
  sender: string;
  contract: string;
  msg: Uint8Array;
  funds: { denom: string; amount: string }[];
}

function messagesOf(client: SigningCosmWasmClient, bytes: Uint8Array): unknown[] {
  const body = client.registry.decode({ typeUrl: '/cosmos.tx.v1beta1.TxBody', value: bytes });
  assert.equal(body.memo, 'for me');
  return body.messages.map(({ sender, contract, msg, funds }: Execution) => {
    assert.deepEqual([sender, contract], [ALICE, MARKET]);
    return [JSON.parse(new TextDecoder().decode(msg)), funds];
  });
}

test('CosmJS signs our messages in direct mode', async () => {
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(MNEMONIC, { prefix: 'home' });
  const { signer, signed, client } = await offline(wallet);
  await signer.send(instructions, { memo: 'for me' });
  assert.deepEqual(messagesOf(client, signed[0] ?? assert.fail()), WANTED);
});

test('and in amino, where the wallet shows what the contract will read', async () => {
  const wallet = await Secp256k1HdWallet.fromMnemonic(MNEMONIC, { prefix: 'home' });
  const shown: StdSignDoc[] = [];
  const watching = {
    getAccounts: () => wallet.getAccounts(),
    signAmino: (address: string, doc: StdSignDoc): Promise<AminoSignResponse> => {
      shown.push(doc);
      return wallet.signAmino(address, doc);
    },
  };
  const { signer, signed, client } = await offline(watching);
  await signer.send(instructions, { memo: 'for me' });
  assert.deepEqual(messagesOf(client, signed[0] ?? assert.fail()), WANTED);
  const [doc] = shown;
  assert.deepEqual([doc?.chain_id, doc?.account_number, doc?.sequence, doc?.memo], ['home-1', '7', '3', 'for me']);
  assert.deepEqual(
    doc?.msgs,
    WANTED.map(([msg, funds]) => ({ type: 'wasm/MsgExecuteContract', value: { sender: ALICE, contract: MARKET, msg, funds } })),
  );
});

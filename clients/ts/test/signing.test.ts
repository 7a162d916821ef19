import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instruct, market, Refusal, RELEASE_GAS, releaseGas, toJson, voting } from '@qerun/client';
import { NotIncludedError, type Progress, Signer } from '@qerun/client/signing';

type Client = Parameters<typeof Signer.over>[0];
interface Message {
  typeUrl: string;
  value: { sender: string; contract: string; msg: Uint8Array; funds: { denom: string; amount: string }[] };
}

/** A stand-in for CosmJS, which remembers what it was given. */
class Stub {
  simulated: Message[][] = [];
  signed: { messages: Message[]; fee: { gas: string; amount: { denom: string; amount: string }[] }; memo: string }[] = [];
  refuses: string | undefined;
  code = 0;
  rawLog = '';
  included = true;

  async simulate(_: string, messages: Message[]): Promise<number> {
    if (this.refuses) throw new Error(this.refuses);
    this.simulated.push(messages);
    return 100_001;
  }

  async signAndBroadcastSync(_: string, messages: Message[], fee: Stub['signed'][0]['fee'], memo: string): Promise<string> {
    this.signed.push({ messages, fee, memo });
    await new Promise((resolve) => setTimeout(resolve, 5));
    return `HASH${this.signed.length}`;
  }

  async getTx(hash: string) {
    if (!this.included) return null;
    const attributes = [
      { key: '_contract_address', value: 'home1market' },
      { key: 'user', value: 'home1me' },
      { key: 'eth', value: '5' },
      { key: 'sender', value: 'home1me' },
      { key: 'stable', value: '0' },
    ];
    const events = [{ type: 'wasm-qerun-market/collect', attributes }];
    return { hash, height: 12, code: this.code, rawLog: this.rawLog, gasUsed: 99n, events };
  }
}

function signer(stub: Stub): Signer {
  return Signer.over(stub as unknown as Client, 'home1me', { feeDenom: 'stake', gasPrice: '0.0025' });
}

const repay = instruct('home1market', market.execute.repay(), [{ denom: 'ibc/AA', amount: 10n ** 20n }]);

test('simulated, signed, sent, included', async () => {
  const stub = new Stub();
  const stages: Progress[] = [];
  const sent = await signer(stub).send([repay], { memo: 'for\u2028me', onProgress: (one) => stages.push(one) });
  const [signed] = stub.signed;
  assert.deepEqual(signed?.messages, [
    {
      typeUrl: '/cosmwasm.wasm.v1.MsgExecuteContract',
      value: {
        sender: 'home1me',
        contract: 'home1market',
        msg: new TextEncoder().encode(toJson(repay.msg)),
        funds: [{ denom: 'ibc/AA', amount: '100000000000000000000' }],
      },
    },
  ]);
  // 100,001 x 1.4 and then x 0.0025, both rounded up.
  assert.deepEqual(signed?.fee, { gas: '140002', amount: [{ denom: 'stake', amount: '351' }] });
  assert.equal(signed?.memo, 'for me');
  assert.deepEqual(
    stages.map((one) => one.stage),
    ['simulated', 'sent', 'included'],
  );
  assert.deepEqual([sent.hash, sent.height, sent.gasUsed], ['HASH1', 12, 99n]);
  assert.deepEqual(sent.events, [
    { type: 'qerun-market/collect', contract: 'home1market', data: { user: 'home1me', eth: 5n, sender: 'home1me', stable: 0n } },
  ]);
});

test('what the simulation refuses is never signed', async () => {
  const stub = new Stub();
  stub.refuses =
    'Query failed with (6): rpc error: code = Unknown desc = failed to execute message; message index: 0: home1me has no debt: execute wasm contract failed [x/wasm/keeper.go:1] with gas used: 1';
  await assert.rejects(signer(stub).send([repay]), (error: Refusal) => {
    assert.deepEqual([error.error.kind, error.error.fields], ['NoDebt', { user: 'home1me' }]);
    return error instanceof Refusal;
  });
  assert.equal(stub.signed.length, 0);
  // The node's own words stay as they are.
  stub.refuses = 'fetch failed';
  await assert.rejects(signer(stub).send([repay]), (error: Error) => !(error instanceof Refusal) && error.message === 'fetch failed');
});

test('what fails in its block is a refusal too', async () => {
  const stub = new Stub();
  stub.code = 5;
  stub.rawLog = 'failed to execute message; message index: 0: home1me has no debt: execute wasm contract failed';
  await assert.rejects(signer(stub).send([repay]), (error: Refusal) => error.error.kind === 'NoDebt');
});

test('a transaction that is in no block can be looked for again', async () => {
  const stub = new Stub();
  stub.included = false;
  const mine = signer(stub);
  await assert.rejects(mine.send([repay], { timeout: 0 }), (error: NotIncludedError) => error.hash === 'HASH1');
  stub.included = true;
  assert.equal((await mine.included('HASH1')).height, 12);
});

test('one transaction after the other, also when one fails', async () => {
  const stub = new Stub();
  const mine = signer(stub);
  const stages: string[] = [];
  const note = (name: string) => (one: Progress) => stages.push(`${name} ${one.stage}`);
  stub.refuses = 'no';
  const first = mine.send([repay]);
  await assert.rejects(first);
  stub.refuses = undefined;
  await Promise.all([mine.send([repay], { onProgress: note('a') }), mine.send([repay], { onProgress: note('b') })]);
  assert.deepEqual(stages, ['a simulated', 'a sent', 'a included', 'b simulated', 'b sent', 'b included']);
  const estimate = { gas: 7, fee: { denom: 'stake', amount: 0n } };
  await mine.send([repay], { estimate });
  assert.deepEqual(stub.signed.at(-1)?.fee, { gas: '7', amount: [] });
});

const at = { token: 'home1qer', voting: 'home1voting', liquidity_voting: 'home1second', emissions: 'home1emissions' };
const stake = voting.hooks.stake({ token: at.token, contract: at.voting }, 5n, { tier: 1 });
const stakeLp = voting.hooks.stake({ token: 'home1lp', contract: at.liquidity_voting }, 5n);
const raise = instruct(at.voting, voting.execute.raiseTier({ from: 0, to: 1, amount: 5n }));
const unstake = instruct(at.voting, voting.execute.unstakeFrom({ tier: 0, amount: 5n }));

test('a change of power asks for the gas of the release that a simulation cannot see', () => {
  for (const one of [stake, stakeLp, raise, unstake, instruct(at.liquidity_voting, voting.execute.unstake({ amount: 1n }))]) {
    assert.equal(releaseGas([one], at), RELEASE_GAS);
  }
  // A stream is released once a block; the two instances of voting have a stream each.
  assert.equal(releaseGas([stake, raise, unstake], at), RELEASE_GAS);
  assert.equal(releaseGas([stake, stakeLp], at), 2n * RELEASE_GAS);
  const deposit = market.hooks.depositCollateral({ token: at.token, contract: 'home1market' }, 5n);
  for (const one of [repay, deposit, instruct(at.voting, voting.execute.claim())]) assert.equal(releaseGas([one], at), 0n);
  assert.equal(releaseGas([stake], { token: at.token, voting: at.voting }), 0n);
});

test('a signer that knows the contracts asks for it', async () => {
  const stub = new Stub();
  const mine = Signer.over(stub as unknown as Client, 'home1me', { feeDenom: 'stake', gasPrice: '0', contracts: at });
  assert.equal((await mine.estimate([stake])).gas, 140_002 + 250_000);
  assert.equal((await mine.estimate([repay])).gas, 140_002);
});

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { FILE } from './fixture.js';
import { client } from './repository.js';

const README = readFileSync(join(client, 'README.md'), 'utf8');
const blocks = [...README.matchAll(/^```ts( signing)?\n([^]*?)^```$/gm)].map(([, signing, code = '']) => ({ signing, code }));
const folder = join(client, 'build', 'readme');

function program(code: string, name: string): { file: string; problems: string[] } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, code);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noUnusedLocals: true,
  };
  const built = ts.createProgram([file], options);
  built.emit();
  const problems = ts.getPreEmitDiagnostics(built).map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
  return { file: join(folder, `${name}.js`), problems };
}

test('all examples compile together', () => {
  assert.ok(blocks.length >= 7, `${blocks.length} examples`);
  assert.deepEqual(program(blocks.map((block) => block.code).join('\n'), 'all').problems, []);
});

test('the examples that need no wallet run', async (t) => {
  const code = blocks.filter((block) => !block.signing).map((block) => block.code);
  // What a page would have from elsewhere.
  const here = code.join('\n').replace('declare const rawEvents: RawEvent[];', `const rawEvents: RawEvent[] = ${JSON.stringify([BORROW])};`);
  const { file, problems } = program(here, 'run');
  assert.deepEqual(problems, []);
  const lines: unknown[][] = [];
  t.mock.method(globalThis, 'fetch', answer);
  t.mock.method(console, 'log', (...words: unknown[]) => lines.push(words));
  await import(pathToFileURL(file).href);
  const [collateral, figures, totals, messages, most, borrow, power] = lines;
  assert.deepEqual(collateral, ['10,000', 'QER']);
  assert.deepEqual(figures, ['1.01', 77n]);
  assert.deepEqual(totals, [5n, '0.5']);
  assert.deepEqual(messages?.slice(-2), ['sensitive', 10_000_000_000n]);
  assert.deepEqual(most, ['at most', '125']);
  assert.deepEqual(borrow, ['home1me', 1_500_000_000n, 3n]);
  assert.deepEqual(power, [9n]);
});

const BORROW = {
  type: 'wasm-qerun-market/borrow',
  attributes: Object.entries({
    _contract_address: 'home1market',
    user: 'home1me',
    paid_out: '1500000000',
    claim: '1425000000',
    contribution: '75000000',
    contribution_to: 'batch',
    batch_id: '3',
    shares: '1',
    cash: '1',
    debt_shares: '1',
    debt_index: '1',
    supply_shares: '1',
    insurance: '1',
  }).map(([key, value]) => ({ key, value })),
};

const SMART: Record<string, unknown> = {
  position: { collateral: '10000000000' },
  state: { cash: '5' },
  params: { max_ltv: '0.5' },
  class_of: { class: 'sensitive', bond: '10000000000' },
};

const RAW: Record<string, unknown> = {
  '\0\u0001pqer': { mid: '1.01' },
  backing: { encumbered: '77' },
};

/** A node of the local net, and the host of the page. */
async function answer(input: string | URL | Request): Promise<Response> {
  const url = String(input);
  const json = (value: unknown) => new Response(JSON.stringify(value));
  if (url === '/deployment.json') return json(FILE);
  if (url.endsWith('/blocks/latest')) {
    return json({ block: { header: { chain_id: 'home-1', height: '12', time: new Date().toISOString() } } });
  }
  const [, kind, encoded = ''] = /\/(smart|raw)\/(.*)$/.exec(url) ?? assert.fail(url);
  const asked = Buffer.from(encoded, 'base64url').toString();
  if (kind === 'smart') return json({ data: SMART[Object.keys(JSON.parse(asked) as object)[0] ?? ''] ?? assert.fail(asked) });
  const record = asked.includes('staked_balances') ? '9' : (RAW[asked] ?? assert.fail(asked));
  return json({ data: Buffer.from(JSON.stringify(record)).toString('base64') });
}

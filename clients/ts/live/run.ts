/**
 * Every message and every query of the schemas, against a running local net with a fresh deployment:
 *
 *     QERUN_ENDPOINTS=.. QERUN_DEPLOYMENT=.. npm run test:live
 *
 * Fails at the first thing that is not as it should be, and if a message or query of the schemas has no row here.
 */
import assert from 'node:assert/strict';
import { life } from './life.js';
import { Net } from './net.js';
import { queries } from './queries.js';
import { rows } from './rows.js';
import { receiveSchemas, variants } from './schemas.js';

const began = Date.now();
const step = (name: string) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${name}`);

const net = Net.open();
try {
  for (const side of ['home', 'dex'] as const) await net.node[side].ensureUsable(net.deployment[side].chainId);
  await life(net, step);
  step('what the contracts refuse');
  await rows(net);
  step('queries');
  await queries(net);
  covered(net);
  const { answers, sent, refused, messages, queries: asked } = net.coverage;
  console.log(
    `${messages.size} messages and hooks (${sent} sent, ${refused} refused in the contract's words), ` +
      `${asked.size} queries, ${answers} answers as their schema says`,
  );
  step('done');
} finally {
  await net.disconnect();
}

/** Nothing of a schema is left out, except of contracts that the plan does not have. */
function covered({ coverage, deployment, schemas }: Net): void {
  const missing: string[] = [];
  const all = { ...deployment.home.contracts, ...deployment.dex.contracts };
  for (const [contract, { execute, query }] of schemas) {
    if (!all[contract]) {
      console.log(`        the plan has no ${contract}`);
      continue;
    }
    missing.push(...variants(execute).map((name) => `${contract}/${name}`).filter((name) => !coverage.messages.has(name)));
    missing.push(...variants(query).map((name) => `${contract}/${name}`).filter((name) => !coverage.queries.has(name)));
  }
  for (const [contract, schema] of receiveSchemas()) {
    missing.push(...variants(schema).map((name) => `${contract}<${name}`).filter((name) => !coverage.messages.has(name)));
  }
  assert.deepEqual(missing, [], 'add rows to clients/ts/live');
}

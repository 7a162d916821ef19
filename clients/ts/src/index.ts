/** Reading Qerun, and messages to it, without a chain library. Signing is in `@qerun/client/signing`. */
export * from './amounts.js';
export { DecodeError } from './decode.js';
export * from './deployment.js';
export { cleanText, fromBinary, mapKey, toBinary, toJson } from './encode.js';
export * from './errors.js';
export * from './events.js';
export * from './generated/index.js';
export { type Cw20Place, sendCw20 } from './hooks.js';
export * from './instruction.js';
export { type Head, Node, NodeError, type NodeOptions, type ReadOptions } from './node.js';
export type { ItemRecord, KeyOf, MapRecord } from './records.js';
export * from './records-internal.js';
export { releaseGas, RELEASE_GAS, type RewardContracts } from './release-gas.js';

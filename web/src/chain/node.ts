/** Whether a node is the one it should be, and how far it is behind. */
import type { Call, Reply } from "./rpc.ts";
import { isRecord } from "./rpc.ts";

/** What a node says of itself. */
export interface NodeStatus {
  readonly chainId: string;
  readonly height: number;
  /** Time of its last block, Unix seconds: the chain's clock. */
  readonly time: number;
  readonly catchingUp: boolean;
}

export const statusCall: Call = { method: "status", params: {} };

/** Reads the answer of `status`; undefined if it is none. */
export function readStatus(reply: Reply): NodeStatus | undefined {
  if (!("result" in reply) || !isRecord(reply.result)) return undefined;
  const { node_info: node, sync_info: sync } = reply.result;
  if (!isRecord(node) || !isRecord(sync) || typeof node["network"] !== "string") return undefined;
  const height = Number(sync["latest_block_height"]);
  const time = Date.parse(String(sync["latest_block_time"])) / 1000;
  if (!Number.isSafeInteger(height) || !Number.isFinite(time)) return undefined;
  return { chainId: node["network"], height, time: Math.floor(time), catchingUp: sync["catching_up"] === true };
}

/** How good a node's word is. Signing needs `good`. */
export type NodeVerdict =
  | { readonly kind: "good" }
  | { readonly kind: "wrong-chain"; readonly expected: string; readonly found: string }
  | { readonly kind: "behind"; readonly seconds: number }
  | { readonly kind: "ahead"; readonly seconds: number };

/** Seconds by which a node's last block may be older than the computer's clock. */
export const MAX_LAG = 60;

/**
 * Compares a status with the deployment and the computer's clock, Unix seconds. A block from the future means that the
 * computer's clock is wrong, or that the node lies: both make every age on the page wrong.
 */
export function judge(status: NodeStatus, chainId: string, clock: number): NodeVerdict {
  if (status.chainId !== chainId) return { kind: "wrong-chain", expected: chainId, found: status.chainId };
  const lag = clock - status.time;
  if (status.catchingUp || lag > MAX_LAG) return { kind: "behind", seconds: Math.max(lag, 0) };
  if (lag < -MAX_LAG) return { kind: "ahead", seconds: -lag };
  return { kind: "good" };
}

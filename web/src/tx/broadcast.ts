/** Sending a transaction and finding it again. */
import { base64 } from "../core/encoding.ts";
import { batch, isRecord, type Call, type Fetch, type Reply } from "../chain/rpc.ts";

/** An attribute of an event of a transaction that went through. */
export interface Event {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A transaction in a block. */
export interface Included {
  readonly height: number;
  /** Zero if it did what it should; otherwise it cost its fee and did nothing. */
  readonly code: number;
  readonly log: string;
  readonly gasUsed: bigint;
  readonly events: readonly Event[];
}

/** What a node says where it certainly has not taken a transaction. */
const NOT_TAKEN = /mempool is full|tx too large|failed pre check|method not found|invalid params/i;

/**
 * Hands a transaction to the node. Refused with the chain's words; throws [`NodeError`] when it may or may not have arrived. So it
 * may where something between page and node says that it has failed: it may have passed the transaction on.
 */
export async function broadcast(url: string, tx: Uint8Array, fetcher?: Fetch): Promise<{ refused?: { code: number; codespace: string; log: string } }> {
  const [reply] = await batch(url, [{ method: "broadcast_tx_sync", params: { tx: base64(tx) } }], fetcher);
  if ("refused" in reply!) {
    return NOT_TAKEN.test(reply.refused) ? { refused: { code: -1, codespace: "", log: reply.refused } } : {};
  }
  const result = isRecord(reply!.result) ? reply!.result : {};
  const code = Number(result["code"] ?? 0);
  return code === 0 ? {} : { refused: { code, codespace: String(result["codespace"] ?? ""), log: String(result["log"] ?? "") } };
}

/** Asks for a transaction by its hash. */
export function txCall(hash: Uint8Array): Call {
  return { method: "tx", params: { hash: base64(hash), prove: false } };
}

/** The answer; undefined where it says neither that it is in a block nor that it is in none: some nodes keep no list of them. */
export function readIncluded(reply: Reply): Included | "missing" | undefined {
  if ("refused" in reply) return /not found/.test(reply.refused) && !/method not found/i.test(reply.refused) ? "missing" : undefined;
  if (!isRecord(reply.result)) return undefined;
  const result = reply.result["tx_result"];
  const height = Number(reply.result["height"]);
  if (!isRecord(result) || !Number.isSafeInteger(height)) return undefined;
  return {
    height,
    code: Number(result["code"] ?? 0),
    log: String(result["log"] ?? ""),
    gasUsed: BigInt(/^[0-9]{1,20}$/.exec(String(result["gas_used"]))?.[0] ?? 0),
    events: Array.isArray(result["events"]) ? result["events"].filter(isRecord).map(readEvent) : [],
  };
}

function readEvent(event: Record<string, unknown>): Event {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const row of Array.isArray(event["attributes"]) ? event["attributes"] : []) {
    if (isRecord(row)) attributes[String(row["key"])] = String(row["value"] ?? "");
  }
  return { type: String(event["type"]), attributes };
}

/**
 * A node's JSON-RPC. Many calls travel in one request, so that a page which watches ten figures asks once a block.
 */

/** Why a node gave no answer. */
export type NodeProblem =
  | { readonly kind: "unreachable"; readonly url: string }
  | { readonly kind: "status"; readonly url: string; readonly status: number }
  | { readonly kind: "nonsense"; readonly url: string };

export class NodeError extends Error {
  constructor(readonly problem: NodeProblem) {
    super(`${problem.kind}: ${problem.url}`);
  }
}

export interface Call {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** The answer of one call, or the node's own words why there is none. */
export type Reply = { readonly result: unknown } | { readonly refused: string };

/** Most calls in one request: what a node with the settings of CometBFT takes (`max_request_batch_size`). */
export const MAX_CALLS = 10;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const TIMEOUT = 10_000;

/** Sends calls in as few requests as the node allows, and gives the replies in their order. Throws [`NodeError`]. */
export async function batch(url: string, calls: readonly Call[], fetcher: Fetch = (u, i) => fetch(u, i)): Promise<Reply[]> {
  const parts: Call[][] = [];
  for (let at = 0; at < calls.length; at += MAX_CALLS) parts.push(calls.slice(at, at + MAX_CALLS));
  const replies = await Promise.all(parts.map((part) => request(url, part, fetcher)));
  return replies.flat();
}

async function request(url: string, calls: readonly Call[], fetcher: Fetch): Promise<Reply[]> {
  const body = JSON.stringify(calls.map(({ method, params }, id) => ({ jsonrpc: "2.0", id, method, params })));
  let response: Response;
  try {
    response = await fetcher(url, {
      method: "POST",
      // A plain content type needs no second request of the browser's to ask for permission.
      headers: { "content-type": "text/plain" },
      body,
      signal: AbortSignal.timeout(TIMEOUT),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
    });
  } catch {
    throw new NodeError({ kind: "unreachable", url });
  }
  if (!response.ok) throw new NodeError({ kind: "status", url, status: response.status });
  let answer: unknown;
  try {
    answer = await response.json();
  } catch {
    throw new NodeError({ kind: "nonsense", url });
  }
  const rows = Array.isArray(answer) ? answer : [answer];
  return calls.map((_, id) => {
    const row = rows.find((one: unknown) => isRecord(one) && one["id"] === id) as Record<string, unknown> | undefined;
    if (row && isRecord(row["error"])) {
      const { message, data } = row["error"];
      return { refused: [message, data].filter((part) => typeof part === "string" && part !== "").join(": ") };
    }
    if (!row || !("result" in row)) throw new NodeError({ kind: "nonsense", url });
    return { result: row["result"] };
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

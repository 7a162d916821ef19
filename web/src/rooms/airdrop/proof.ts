/** A line of `proofs.jsonl`, which `qerun airdrop tree` writes. */
import { isRecord } from "../../chain/rpc.ts";

export interface Proof {
  readonly index: number;
  readonly account: string;
  readonly amount: bigint;
  /** Hex, 32 bytes each. */
  readonly proof: string[];
}

/** Reads one line; undefined if it is none. */
export function readProof(line: string): Proof | undefined {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isRecord(row)) return undefined;
  const { index, account, amount, proof } = row;
  const good =
    typeof index === "number" &&
    Number.isInteger(index) &&
    index >= 0 &&
    typeof account === "string" &&
    typeof amount === "string" &&
    /^[0-9]{1,39}$/.test(amount) &&
    Array.isArray(proof) &&
    proof.length <= 20 &&
    proof.every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/i.test(hash));
  return good ? { index, account, amount: BigInt(amount), proof: proof as string[] } : undefined;
}

/** The line of an account. The file may have a million of them, so it is read piece by piece and never kept. */
export async function findProof(file: Blob, account: string): Promise<Proof | undefined> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : lines.pop()!;
    for (const line of lines) {
      if (!line.includes(account)) continue;
      const proof = readProof(line);
      if (proof?.account === account) {
        await reader.cancel();
        return proof;
      }
    }
    if (done) return undefined;
  }
}

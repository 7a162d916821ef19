/**
 * A node over HTTP for the page: JSON-RPC batches, queries of contracts from recorded answers, transactions whose signatures are
 * checked as a chain checks them. It answers no CORS preflight, so the page must need none.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { sha256 } from "@cosmjs/crypto";
import { AuthInfo, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { bytesOf, readFields, Writer } from "../../src/chain/proto.ts";
import { base64, fromBase64, fromHex, fromUtf8, hex, utf8 } from "../../src/core/encoding.ts";
import { answers, RAW, type Answers } from "./answers.ts";
import { close, listen } from "./http.ts";
import { readTx, type SignedTx } from "./signed-tx.ts";

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: Record<string, unknown>;
}

export class FakeNode {
  chainId = "home-1";
  answers: Answers = answers();
  /** Records that are read raw, by contract and key. */
  raw: Record<string, Record<string, unknown>> = structuredClone(RAW);
  /** What it says in place of an honest answer to a question, which is named by its contract and key. */
  twist: (question: string, honest: unknown) => unknown = (_, honest) => honest;
  /** Knows no account: nobody has sent it anything. */
  unknown = false;
  /** By denom, of whoever is asked about. */
  balances: Record<string, string> = { stake: "1000000" };
  /** Of whoever is asked about: the sequence number that the next transaction must have. */
  account = { number: 5n, sequence: 7n };
  /** Blocks that it has more than a second each. */
  ahead = 0;
  /** Knows of no transaction, as a node of another chain. */
  forgets = false;
  /** Keeps no list of transactions, as a node may be set to. */
  indexes = true;
  /** Blocks by which another one at its address is behind that answers whoever asks for a transaction. */
  otherBehind = 0;
  /** Seconds that its last block is old. */
  lag = 0;
  /** Answers nothing at all. */
  down = false;
  /** Takes transactions, and its answers to them are lost. */
  deaf = false;
  /** Takes transactions, and what stands before it says this in the place of its answers to them. */
  gatewayError: string | undefined;
  /** What a simulation says in place of the gas. */
  simulationError: string | undefined;
  /** What a simulation says of the gas. */
  gasUsed = 170_000n;
  /** What comes of a transaction in its block. */
  txError: string | undefined;
  /** What is said to a transaction when it is handed over. */
  broadcastError: { code: number; codespace: string; log: string } | undefined;
  /** Whether transactions come into blocks, and after how many. */
  including = true;
  delay = 1;
  events: { type: string; attributes: { key: string; value: string }[] }[] = [];
  /** Most calls in a batch, as CometBFT's default. */
  readonly maxBatch = 10;
  readonly requests: Call[][] = [];
  readonly sent: SignedTx[] = [];
  private readonly included = new Map<string, number>();
  private readonly started = Date.now();
  /** Milliseconds by which its clock is ahead of the computer's. */
  private skipped = 0;
  private server: Server | undefined;
  url = "";

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.url = await listen(this.server);
    return this;
  }

  async stop(): Promise<void> {
    if (this.server) await close(this.server);
  }

  /** It is so many milliseconds later. */
  skip(ms: number): void {
    this.skipped += ms;
  }

  private get now(): number {
    return Date.now() + this.skipped;
  }

  /** A block a second. */
  get height(): number {
    return 1000 + this.ahead + Math.floor((this.now - this.started) / 1000);
  }

  get time(): number {
    return Math.floor(this.now / 1000) - this.lag;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.down) return void request.socket.destroy();
    response.setHeader("access-control-allow-origin", "*");
    if (request.method !== "POST") return void response.writeHead(405).end();
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const parsed = JSON.parse(body) as Call | Call[];
    const calls = Array.isArray(parsed) ? parsed : [parsed];
    this.requests.push(calls);
    response.setHeader("content-type", "application/json");
    if (calls.length > this.maxBatch) return void response.end(JSON.stringify({ jsonrpc: "2.0", id: -1, error: { code: -32600, message: "too many requests in a batch" } }));
    const replies = [];
    const height = this.height - (calls.some(({ method }) => method === "tx") ? this.otherBehind : 0);
    for (const call of calls) replies.push(await this.reply(call, height));
    if (this.gatewayError !== undefined && calls.some(({ method }) => method === "broadcast_tx_sync")) {
      return void response.end(JSON.stringify({ jsonrpc: "2.0", id: 0, error: { code: -32000, message: this.gatewayError } }));
    }
    if (this.deaf && calls.some(({ method }) => method === "broadcast_tx_sync")) return void request.socket.destroy();
    response.end(JSON.stringify(replies.length === 1 ? replies[0] : replies));
  }

  private async reply({ id, method, params }: Call, at: number): Promise<unknown> {
    const ok = (result: unknown) => ({ jsonrpc: "2.0", id, result });
    switch (method) {
      case "status":
        return ok({
          node_info: { network: this.chainId },
          sync_info: { latest_block_height: String(at), latest_block_time: new Date(this.time * 1000).toISOString(), catching_up: false },
        });
      case "abci_query":
        return ok({ response: this.query(String(params["path"]), fromHex(String(params["data"]))) });
      case "broadcast_tx_sync":
        return ok(await this.take(fromBase64(String(params["tx"]))));
      case "tx": {
        if (!this.indexes) return { jsonrpc: "2.0", id, error: { code: -32603, message: "Internal error", data: "transaction indexing is disabled" } };
        const hash = hex(fromBase64(String(params["hash"])));
        const height = this.included.get(hash);
        if (this.forgets || height === undefined || height > at) return { jsonrpc: "2.0", id, error: { code: -32603, message: "Internal error", data: `tx (${hash}) not found` } };
        const code = this.txError === undefined ? 0 : 5;
        return ok({ hash, height: String(height), tx_result: { code, log: this.txError ?? "", gas_used: "170000", events: this.events } });
      }
      default:
        return { jsonrpc: "2.0", id, error: { code: -32601, message: "Method not found" } };
    }
  }

  private query(path: string, data: Uint8Array): unknown {
    const value = (writer: Writer) => ({ code: 0, log: "", value: base64(writer.finish()), height: String(this.height) });
    const refused = (log: string) => ({ code: 6, log, value: null, codespace: "wasm" });
    const fields = readFields(data);
    const text = (number: number) => fromUtf8(bytesOf(fields, number));
    switch (path) {
      case "/cosmwasm.wasm.v1.Query/SmartContractState": {
        const [key, args] = Object.entries(JSON.parse(text(2)) as Record<string, Record<string, unknown>>)[0]!;
        const answer = this.answers[text(1)]?.[key];
        if (answer === undefined) return refused(`no answer to ${key} is recorded: query wasm contract failed`);
        const json = typeof answer === "function" ? (answer as (a: unknown, now: number) => unknown)(args, this.time) : answer;
        if (json instanceof Error) return refused(`${json.message}: query wasm contract failed`);
        return value(new Writer().data(1, utf8(JSON.stringify(this.twist(`${text(1)} ${key}`, json)))));
      }
      case "/cosmwasm.wasm.v1.Query/RawContractState": {
        const record = this.raw[text(1)]?.[text(2)];
        return value(new Writer().data(1, record === undefined ? new Uint8Array() : utf8(JSON.stringify(this.twist(`${text(1)} ${text(2)}`, record)))));
      }
      case "/cosmos.bank.v1beta1.Query/Balance": {
        const denom = text(2);
        const amount = this.twist(`balance ${denom}`, this.balances[denom] ?? "0");
        return value(new Writer().message(1, new Writer().string(1, denom).string(2, typeof amount === "string" ? amount : JSON.stringify(amount))));
      }
      case "/cosmos.auth.v1beta1.Query/Account": {
        if (this.unknown) return refused(`rpc error: code = NotFound desc = account ${text(1)} not found: key not found`);
        const base = new Writer().string(1, text(1)).varint(3, this.account.number).varint(4, this.account.sequence - this.unblocked());
        return value(new Writer().message(1, new Writer().string(1, "/cosmos.auth.v1beta1.BaseAccount").data(2, base.finish())));
      }
      case "/cosmos.tx.v1beta1.Service/Simulate":
        if (this.simulationError !== undefined) return refused(`failed to execute message; message index: 0: ${this.simulationError}: execute wasm contract failed`);
        const outOfTurn = this.outOfTurn(bytesOf(fields, 2));
        if (outOfTurn !== undefined) return refused(outOfTurn);
        return value(new Writer().message(1, new Writer().varint(1, 10_000_000n).varint(2, this.gasUsed)));
      default:
        return refused(`unknown query path ${path}`);
    }
  }

  private async take(tx: Uint8Array): Promise<unknown> {
    const hash = hex(sha256(tx));
    if (this.broadcastError) return { ...this.broadcastError, hash };
    const log = this.outOfTurn(tx);
    if (log !== undefined) return { code: 32, codespace: "sdk", log, hash };
    const signed = await readTx(tx, this.chainId, this.account);
    if (!signed.valid) return { code: 4, codespace: "sdk", log: "signature verification failed", hash };
    this.sent.push(signed);
    this.account = { ...this.account, sequence: this.account.sequence + 1n };
    if (this.including) this.included.set(hash, this.height + this.delay);
    return { code: 0, codespace: "", log: "", hash };
  }

  /** Transactions that it has taken and that are in no block yet: queries of the account do not count them, checks do. */
  private unblocked(): bigint {
    const heights = [...this.included.values()].filter((height) => height > this.height);
    return BigInt(heights.length + this.sent.length - this.included.size);
  }

  private outOfTurn(tx: Uint8Array): string | undefined {
    const got = AuthInfo.decode(TxRaw.decode(tx).authInfoBytes).signerInfos[0]!.sequence;
    const expected = this.account.sequence;
    return got === expected ? undefined : `account sequence mismatch, expected ${expected}, got ${got}: incorrect account sequence`;
  }
}

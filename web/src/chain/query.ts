/** Queries of a chain as calls of a node's `abci_query`, and how their answers are read. */
import { toJson } from "@qerun/client";
import { fromBase64, fromUtf8, hex, utf8 } from "../core/encoding.ts";
import { bytesOf, numberOf, readFields, Writer } from "./proto.ts";
import { isRecord, type Call, type Reply } from "./rpc.ts";

/** A call, and how its answer is read. */
export interface Query<T> {
  readonly call: Call;
  read(reply: Reply): T;
}

/** The chain refused to answer: a contract's error, or no such contract. */
export class QueryRefused extends Error {}

/** A smart query of a contract. The answer is JSON of the contract's own shape. */
export function smart(contract: string, message: object): Query<unknown> {
  return abci(
    "/cosmwasm.wasm.v1.Query/SmartContractState",
    new Writer().string(1, contract).data(2, utf8(toJson(message))),
    (value) => JSON.parse(fromUtf8(bytesOf(readFields(value), 1))) as unknown,
  );
}

/** A record of a contract as it is stored: cheaper for the node than a smart query. Undefined if there is none. */
export function raw(contract: string, key: Uint8Array): Query<unknown> {
  return abci(
    "/cosmwasm.wasm.v1.Query/RawContractState",
    new Writer().string(1, contract).data(2, key),
    (value) => {
      const record = bytesOf(readFields(value), 1);
      return record.length === 0 ? undefined : (JSON.parse(fromUtf8(record)) as unknown);
    },
  );
}

/** What an account has of a bank denom. */
export function balance(address: string, denom: string): Query<bigint> {
  return abci(
    "/cosmos.bank.v1beta1.Query/Balance",
    new Writer().string(1, address).string(2, denom),
    (value) => {
      const coin = readFields(bytesOf(readFields(value), 1));
      return BigInt(fromUtf8(bytesOf(coin, 2)) || "0");
    },
  );
}

/** What a signature must name. An account that has never received anything has none yet. */
export interface Account {
  readonly number: bigint;
  readonly sequence: bigint;
}

/** Account number and sequence. Only base accounts: a vesting account wraps one, a module has no key. */
export function account(address: string): Query<Account> {
  return abci(
    "/cosmos.auth.v1beta1.Query/Account",
    new Writer().string(1, address),
    (value) => baseAccount(bytesOf(readFields(value), 1)),
  );
}

function baseAccount(any: Uint8Array): Account {
  const fields = readFields(any);
  const type = fromUtf8(bytesOf(fields, 1));
  let value = bytesOf(fields, 2);
  // Vesting accounts have a BaseVestingAccount first, which has the BaseAccount first.
  if (type.startsWith("/cosmos.vesting.")) {
    value = bytesOf(readFields(value), 1);
    if (!type.endsWith(".BaseVestingAccount")) value = bytesOf(readFields(value), 1);
  } else if (type !== "/cosmos.auth.v1beta1.BaseAccount") {
    throw new QueryRefused(`an account of the type ${type} is not supported`);
  }
  const base = readFields(value);
  return { number: numberOf(base, 3), sequence: numberOf(base, 4) };
}

/** Gas that a transaction would use. Refused with the chain's words if it would fail. */
export function simulate(tx: Uint8Array): Query<bigint> {
  return abci("/cosmos.tx.v1beta1.Service/Simulate", new Writer().data(2, tx), (value) =>
    numberOf(readFields(bytesOf(readFields(value), 1)), 2),
  );
}

function abci<T>(path: string, data: Writer, decode: (value: Uint8Array) => T): Query<T> {
  return {
    call: { method: "abci_query", params: { path, data: hex(data.finish()) } },
    read(reply) {
      if ("refused" in reply) throw new QueryRefused(reply.refused);
      const response = isRecord(reply.result) ? reply.result["response"] : undefined;
      if (!isRecord(response)) throw new QueryRefused("the node's answer has no response");
      if (typeof response["code"] === "number" && response["code"] !== 0) {
        throw new QueryRefused(String(response["log"] ?? "refused"));
      }
      return decode(fromBase64(String(response["value"] ?? "")));
    },
  };
}

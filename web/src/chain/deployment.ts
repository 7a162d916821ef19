/** The deployment file, and what else the page takes from it. */
import { DeploymentError, loadDeployment, type Deployment } from "@qerun/client";
import type { Unit } from "../core/amount.ts";
import { isAddress } from "../core/bech32.ts";
import { isRecord } from "./rpc.ts";

export { DeploymentError };

/** A deployment as the page uses it. */
export interface Site extends Deployment {
  /** How the coin in which fees are paid is written; its bare units and denom where the file does not say. */
  readonly fee: Unit;
  /** What a wallet is told of the home chain when it does not know it. */
  readonly suggest?: unknown;
  /** Where DAO DAO's page shows the DAO, where the chain is listed there. */
  readonly daoDao?: string;
}

/**
 * Reads the file, and checks each address on the home chain to the last letter: a page with a wrong address would send money to
 * it. Errors: `DeploymentError`.
 */
export function readSite(json: unknown): Site {
  const deployment = loadDeployment(json);
  const { contracts, prefix, feeDenom } = deployment.home;
  for (const [name, address] of Object.entries(contracts)) {
    if (address !== undefined && !isAddress(address, prefix)) {
      throw new DeploymentError(`chain.home.contracts.${name} is no address of the chain: ${address}`);
    }
  }
  const file = isRecord(json) ? json : {};
  const daoDao = file["dao_dao"];
  return {
    ...deployment,
    fee: readFee(file, feeDenom),
    ...(file["suggest_chain"] === undefined ? {} : { suggest: file["suggest_chain"] }),
    ...(typeof daoDao === "string" ? { daoDao: nodeUrl(daoDao) } : {}),
  };
}

function readFee(file: Record<string, unknown>, denom: string): Unit {
  const chain = isRecord(file["chain"]) ? file["chain"]["home"] : undefined;
  const { fee_symbol: symbol, fee_decimals: decimals } = isRecord(chain) ? chain : {};
  if (typeof symbol !== "string" || typeof decimals !== "number") return { symbol: denom, decimals: 0 };
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 18) {
    throw new DeploymentError("chain.home.fee_decimals must be 0 to 18");
  }
  return { symbol, decimals };
}

/** An address of a node as the page uses it. Errors: `DeploymentError` for what is not http or https, or has a password. */
export function nodeUrl(text: string): string {
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch {
    throw new DeploymentError(`${text} is no address of a node`);
  }
  if (!["http:", "https:"].includes(parsed.protocol) || parsed.username || parsed.password) {
    throw new DeploymentError(`the address of a node begins with http or https, and has no password: ${text}`);
  }
  return text.replace(/\/+$/, "");
}

/** The deployment file, and what else the page takes from it. */
import { DeploymentError, loadDeployment, type Deployment } from "@qerun/client";
import type { Unit } from "../core/amount.ts";
import { isAddress } from "../core/bech32.ts";

export { DeploymentError };

/** A deployment as the page uses it. */
export interface Site extends Deployment {
  /** How the coin in which fees are paid is written; its bare units and denom where the file does not say. */
  readonly fee: Unit;
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
  const { feeSymbol, feeDecimals } = deployment.home;
  return {
    ...deployment,
    fee: feeSymbol !== null && feeDecimals !== null ? { symbol: feeSymbol, decimals: feeDecimals } : { symbol: feeDenom, decimals: 0 },
    ...(deployment.daoDao === undefined ? {} : { daoDao: nodeUrl(deployment.daoDao) }),
  };
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

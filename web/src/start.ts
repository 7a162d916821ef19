/** Puts the parts together: reads the deployment file, then watches the chain, the wallet and other tabs. */
import { protocol } from "./chain/protocol.ts";
import { DeploymentError, readSite } from "./chain/deployment.ts";
import { Reader } from "./chain/reader.ts";
import { isRecord } from "./chain/rpc.ts";
import type { Settings } from "./core/settings.ts";
import { browserStorage, memory } from "./core/storage.ts";
import { store } from "./core/store.ts";
import { loadMath, type QerunMath } from "./math/math.ts";
import wasm from "./math/qerun_math.wasm?url";
import { Flow } from "./tx/flow.ts";
import { History } from "./tx/history.ts";
import { WalletSession } from "./wallet/session.ts";
import type { App } from "./ui/app.ts";

/** Beside the page: `qerun deploy` writes it. */
const DEPLOYMENT = "deployment.json";
/** Beside it, if the host has put it there: `qerun integrate` writes it. */
const SUGGESTION = "suggest-chain.json";

/** Where a node on this computer listens, for a deployment that names none. */
const OWN_NODE = "http://127.0.0.1:26657";

export async function start(settings: Settings): Promise<App> {
  const site = readSite(await deploymentFile());
  const kept = memory(`qerun/${site.name}/${site.home.chainId}`, browserStorage());
  const rpc = settings.node.get() ?? site.home.rpc[0] ?? OWN_NODE;
  const reader = new Reader(rpc, site.home.chainId, undefined, undefined, () => document.hidden);
  const wallet = new WalletSession(site, kept, () => suggestion(site.home.chainId));
  const history = new History(kept);
  const flow = new Flow(site.home, rpc, reader, wallet, history);

  document.addEventListener("visibilitychange", () => document.hidden || reader.wake());
  addEventListener("storage", () => history.reload());
  reader.link.subscribe(() => void flow.follow());
  void wallet.resume();

  let math: Promise<QerunMath> | undefined;
  return {
    site,
    protocol: protocol(site),
    reader,
    wallet,
    flow,
    history,
    settings,
    typed: store<Readonly<Record<string, string>>>({}),
    math: () => (math ??= fetchMath()),
    rpc,
  };
}

async function fetchMath(): Promise<QerunMath> {
  const response = await fetch(wasm);
  return loadMath(await response.arrayBuffer());
}

/** Keplr's description of the home chain. Fetched only when a wallet does not know it; one of another chain is no help. */
async function suggestion(chainId: string): Promise<unknown> {
  try {
    const response = await fetch(SUGGESTION, { credentials: "omit" });
    const file: unknown = response.ok ? await response.json() : undefined;
    const home = isRecord(file) ? file["home"] : undefined;
    return isRecord(home) && home["chainId"] === chainId ? home : undefined;
  } catch {
    return undefined;
  }
}

async function deploymentFile(): Promise<unknown> {
  const response = await fetch(DEPLOYMENT, { cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new DeploymentError(`${DEPLOYMENT} is not beside the page (${response.status})`);
  try {
    return await response.json();
  } catch {
    throw new DeploymentError(`${DEPLOYMENT} is no JSON`);
  }
}

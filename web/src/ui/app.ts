/** What every part of the page works with. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Site } from "../chain/deployment.ts";
import type { Protocol } from "../chain/protocol.ts";
import type { Reader } from "../chain/reader.ts";
import type { Settings } from "../core/settings.ts";
import type { Store } from "../core/store.ts";
import type { QerunMath } from "../math/math.ts";
import type { Flow } from "../tx/flow.ts";
import type { History } from "../tx/history.ts";
import type { WalletSession } from "../wallet/session.ts";

export interface App {
  readonly site: Site;
  readonly protocol: Protocol;
  readonly reader: Reader;
  readonly wallet: WalletSession;
  readonly flow: Flow;
  readonly history: History;
  readonly settings: Settings;
  /** What was typed, by field: it outlives a failure and a walk through other rooms. */
  readonly typed: Store<Readonly<Record<string, string>>>;
  /** The contracts' arithmetic, fetched when it is first asked for. */
  readonly math: () => Promise<QerunMath>;
  /** The node that is asked, the user's own or the deployment's. */
  readonly rpc: string;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("outside of the page");
  return app;
}

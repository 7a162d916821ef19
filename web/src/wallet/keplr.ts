/**
 * What the page asks of a wallet: a part of the interface that Keplr puts on `window.keplr`. Leap and others put the same
 * elsewhere. The wallet's own types would bring hundreds of packages.
 */
import type { AminoDoc } from "../tx/amino.ts";

export interface WalletKey {
  /** What the user calls the account. */
  readonly name: string;
  readonly algo: string;
  /** Compressed. */
  readonly pubKey: Uint8Array;
  readonly bech32Address: string;
  /** A Ledger, which signs amino only. */
  readonly isNanoLedger: boolean;
  readonly isKeystone?: boolean;
}

export interface DirectDoc {
  readonly bodyBytes: Uint8Array;
  readonly authInfoBytes: Uint8Array;
  readonly chainId: string;
  /** As text: wallets write it so to their other half, and some take a `0n` for nothing. */
  readonly accountNumber: string;
}

export interface Signature {
  /** Base64, 64 bytes. */
  readonly signature: string;
}

/** The page's fee is shown beforehand; the wallet should keep it unless the user changes it there. */
export interface SignOptions {
  readonly preferNoSetFee: boolean;
  readonly preferNoSetMemo: boolean;
}

export interface Keplr {
  enable(chainId: string): Promise<void>;
  getKey(chainId: string): Promise<WalletKey>;
  signDirect(
    chainId: string,
    signer: string,
    doc: DirectDoc,
    options?: SignOptions,
  ): Promise<{ readonly signed: Omit<DirectDoc, "accountNumber">; readonly signature: Signature }>;
  signAmino(
    chainId: string,
    signer: string,
    doc: AminoDoc,
    options?: SignOptions,
  ): Promise<{ readonly signed: AminoDoc; readonly signature: Signature }>;
  experimentalSuggestChain?(info: unknown): Promise<void>;
}

/** A wallet that the browser has. */
export interface Found {
  readonly name: string;
  readonly api: Keplr;
  /** The event that the wallet fires on `window` when the user changes the account. */
  readonly accountEvent: string;
}

/** Keplr's own place comes first: others put themselves there as well. */
const PLACES: readonly (readonly [name: string, property: string, event: string])[] = [
  ["Keplr", "keplr", "keplr_keystorechange"],
  ["Leap", "leap", "leap_keystorechange"],
];

/**
 * The wallets that are there. Leap without Keplr puts itself in Keplr's place too: what is in a place of its own goes by that
 * name, or the page would wait for an event of Keplr's that Leap never fires.
 */
export function wallets(of: object = window): Found[] {
  const found = new Map<Keplr, Found>();
  for (const [name, property, accountEvent] of PLACES) {
    const api = (of as Record<string, unknown>)[property] as Keplr | undefined;
    if (api && typeof api.getKey === "function") found.set(api, { name, api, accountEvent });
  }
  return [...found.values()];
}

/** Waits for extensions, which put themselves on the page late: for any, or for the one of a name. */
export async function awaitWallets(of: object = window, wanted?: string, patience = 3_000): Promise<Found[]> {
  for (let waited = 0; waited < patience; waited += 100) {
    const found = wallets(of);
    if (wanted === undefined ? found.length > 0 : found.some(({ name }) => name === wanted)) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  return wallets(of);
}

/** The connected wallet and account. */
import type { Site } from "../chain/deployment.ts";
import { isAddress } from "../core/bech32.ts";
import { shorten, visible } from "../core/text.ts";
import { store, type Store } from "../core/store.ts";
import type { Memory } from "../core/storage.ts";
import { awaitWallets, wallets, type Found, type WalletKey } from "./keplr.ts";
import { walletError, WalletError } from "./problem.ts";

export interface Session {
  readonly wallet: Found;
  readonly key: WalletKey;
  readonly address: string;
}

/** What the user calls the account in the wallet; short, for it stands beside the address. Empty if it has no name. */
export const accountName = ({ key }: Session): string => shorten(visible(String(key.name ?? "")), 20, 5);

/** What the page knows of the wallet. */
export type Connection =
  | { readonly kind: "none"; readonly problem?: WalletError }
  | { readonly kind: "connecting"; readonly wallet: Found }
  | { readonly kind: "connected"; readonly session: Session };

const KEY = "wallet";

/** Milliseconds after which the account is looked at once more: Leap tells that it is changed before it is. */
const SETTLED = 1_000;

export class WalletSession {
  readonly connection: Store<Connection> = store<Connection>({ kind: "none" });
  private forget: (() => void) | undefined;
  /** Counts what was begun: a wallet that answers when something else has been begun, or nothing, is not listened to. */
  private turn = 0;

  constructor(
    private readonly site: Site,
    private readonly memory: Memory,
    /** What a wallet is told of the home chain when it does not know it; undefined if the host does not say. */
    private readonly suggestion: () => Promise<unknown>,
    private readonly page: EventTarget & object = window,
  ) {}

  /** The wallets to choose from. */
  async available(): Promise<Found[]> {
    return awaitWallets(this.page);
  }

  /**
   * Connects again after a reload, if the user had connected. An unlocked wallet asks nothing then; a locked one asks for its
   * password, and whoever refuses is not asked again until he connects.
   */
  async resume(): Promise<void> {
    const name = this.memory.read(KEY);
    if (typeof name !== "string") return;
    const turn = this.turn;
    const found = (await awaitWallets(this.page, name)).find((wallet) => wallet.name === name);
    if (!found || turn !== this.turn) return;
    await this.connect(found);
    const now = this.connection.get();
    if (now.kind === "none" && now.problem?.problem === "rejected") this.memory.write(KEY, undefined);
  }

  /** Asks the wallet for the account on the home chain, and suggests the chain if the wallet does not know it. */
  async connect(wallet: Found): Promise<void> {
    const turn = ++this.turn;
    this.connection.set({ kind: "connecting", wallet });
    try {
      const key = await this.enable(wallet);
      if (turn !== this.turn) return;
      this.follow(wallet);
      this.memory.write(KEY, wallet.name);
      this.connection.set({ kind: "connected", session: { wallet, key, address: key.bech32Address } });
    } catch (thrown) {
      if (turn === this.turn) this.connection.set({ kind: "none", problem: walletError(thrown) });
    }
  }

  /** Also while the wallet is being asked: its answer is not taken then. */
  disconnect(): void {
    this.turn += 1;
    this.forget?.();
    this.memory.write(KEY, undefined);
    this.connection.set({ kind: "none" });
  }

  /**
   * The account as the wallet has it now. Refused if it is not the one that the page shows: an account that was switched in
   * mid-flow would sign what was quoted for another.
   */
  async confirm(session: Session): Promise<WalletKey> {
    const key = await session.wallet.api.getKey(this.site.home.chainId).catch((thrown: unknown) => {
      throw walletError(thrown);
    });
    if (key.bech32Address !== session.address) throw new WalletError("other-account", key.bech32Address);
    return key;
  }

  private async enable(wallet: Found): Promise<WalletKey> {
    const { chainId, prefix } = this.site.home;
    try {
      await wallet.api.enable(chainId);
    } catch (thrown) {
      const error = walletError(thrown);
      if (error.problem !== "unknown-chain" || !wallet.api.experimentalSuggestChain) throw error;
      const suggestion = await this.suggestion();
      if (suggestion === undefined) throw error;
      await wallet.api.experimentalSuggestChain(suggestion);
      await wallet.api.enable(chainId);
    }
    const key = await wallet.api.getKey(chainId);
    if (key.algo !== "secp256k1" || key.pubKey.length !== 33) throw new WalletError("other-key", key.algo);
    if (!isAddress(key.bech32Address, prefix)) throw new WalletError("other-chain", key.bech32Address);
    return key;
  }

  private follow(wallet: Found): void {
    this.forget?.();
    const changed = () => {
      const again = wallets(this.page).find(({ name }) => name === wallet.name);
      if (again) void this.connect(again).then(() => setTimeout(() => void this.look(), SETTLED));
    };
    this.page.addEventListener(wallet.accountEvent, changed);
    this.forget = () => this.page.removeEventListener(wallet.accountEvent, changed);
  }

  /** Connects anew if the wallet has another account than the page. */
  private async look(): Promise<void> {
    const now = this.connection.get();
    if (now.kind !== "connected") return;
    const { wallet, address } = now.session;
    const key = await wallet.api.getKey(this.site.home.chainId).catch(() => undefined);
    if (key && key.bech32Address !== address && this.connection.get() === now) await this.connect(wallet);
  }
}

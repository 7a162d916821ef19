/** Carries a transaction through its life: asks chain and wallet, and tells the machine what came of it. */
import type { Site } from "../chain/deployment.ts";
import { account, balance, QueryRefused, simulate } from "../chain/query.ts";
import { readStatus, statusCall } from "../chain/node.ts";
import type { Reader } from "../chain/reader.ts";
import { batch, MAX_CALLS, NodeError, type Fetch } from "../chain/rpc.ts";
import { fromHex, hex } from "../core/encoding.ts";
import { store, type Store } from "../core/store.ts";
import { isOutOfTurn } from "../errors/words.ts";
import type { Session, WalletSession } from "../wallet/session.ts";
import { sign } from "../wallet/sign.ts";
import { WalletError } from "../wallet/problem.ts";
import { broadcast, readIncluded, txCall, type Included } from "./broadcast.ts";
import { authInfoBytes, bodyBytes, SIGN_DIRECT, txBytes, txHash, type Body, type Fee } from "./encode.ts";
import { feeFor, MOST_GAS } from "./fee.ts";
import type { History } from "./history.ts";
import { isOpen, next, VALID_BLOCKS, type Purchase, type Tx, type TxEvent } from "./machine.ts";
import type { Instruction } from "./message.ts";

/** What a room wants to have done. */
export interface Draft {
  /** A few words, for the list of transactions. */
  readonly title: string;
  /** One plain sentence: what will happen. */
  readonly sentence: string;
  /** What can go wrong, one each. */
  readonly risks: readonly string[];
  readonly messages: readonly Instruction[];
  /** Gas to ask for besides what is simulated, where a simulation cannot know. */
  readonly moreGas?: bigint;
  /** Fields that are emptied when it has happened. */
  readonly fields: readonly string[];
}

/** A draft on its way, as the review shows it. */
export interface Ongoing {
  readonly draft: Draft;
  readonly session: Session;
  readonly tx: Tx;
  /** What it costs, once it is simulated; what was signed, once it is. */
  readonly fee?: Fee;
}

/** Why something was refused, before words are made of it: a kind of our own, or what chain or wallet said. */
export const reason = {
  // Nobody reads more, and what is kept in the browser must not fill its place.
  chain: (said: string): string => `chain:${said.slice(0, 5_000)}`,
  wallet: (error: WalletError): string => `wallet:${error.problem}:${error.said}`,
  /** No account was given, so nothing was asked to be signed. */
  connect: (error: WalletError): string => `connect:${error.problem}:${error.said}`,
  node: (error: NodeError): string => `node:${error.problem.kind}:${error.problem.url}`,
  /** `spent` is what the messages take of the coin in which the fee is paid. */
  noFee: (needed: string, has: bigint, spent: bigint): string => `fee:${needed}:${has}:${spent}`,
  tooMuchGas: (used: bigint): string => `gas:${used}`,
  badNode: "bad-node",
} as const;

/** Blocks for which a review waits for another transaction of the account. */
const MOST_BLOCKS_TO_WAIT = 10;

export class Flow {
  readonly ongoing: Store<Ongoing | undefined> = store<Ongoing | undefined>(undefined);

  constructor(
    private readonly chain: Site["home"],
    private readonly rpc: string,
    private readonly reader: Reader,
    private readonly wallet: WalletSession,
    private readonly history: History,
    private readonly fetcher?: Fetch,
  ) {
    history.entries.subscribe(() => this.catchUp());
  }

  /** Simulates a draft, so that it is refused before it is signed and its fee is known. */
  async begin(draft: Draft, session: Session): Promise<void> {
    this.ongoing.set({ draft, session, tx: { phase: "simulating" } });
    try {
      const { gasUsed, fee } = await this.estimateInTurn(draft, session);
      if (fee.gas > MOST_GAS) return this.tell(draft, { kind: "refused", why: reason.tooMuchGas(gasUsed) });
      const price = fee.amount[0];
      if (price) {
        const has = await this.reader.ask(balance(session.address, price.denom));
        const coins = draft.messages.flatMap(({ funds }) => funds).filter(({ denom }) => denom === price.denom);
        const spent = coins.reduce((sum, coin) => sum + coin.amount, 0n);
        if (has < spent + BigInt(price.amount)) return this.tell(draft, { kind: "refused", why: reason.noFee(price.amount, has, spent) });
      }
      this.tell(draft, { kind: "simulated", fee, gasUsed }, fee);
    } catch (thrown) {
      this.tell(draft, { kind: "refused", why: why(thrown) });
    }
  }

  /** Has the wallet sign what the user has reviewed, sends it, and follows it. */
  async confirm(): Promise<void> {
    const now = this.ongoing.get();
    if (now?.tx.phase !== "ready") return;
    const { draft, session } = now;
    const fee = now.tx.fee;
    this.tell(draft, { kind: "asked" });
    try {
      const { status, verdict } = this.reader.link.get();
      if (!status || verdict?.kind !== "good") return this.tell(draft, { kind: "refused", why: reason.badNode });
      const key = await this.wallet.confirm(session);
      const timeoutHeight = status.height + VALID_BLOCKS;
      const body = bodyOf(draft, session, BigInt(timeoutHeight));
      const signer = await this.reader.ask(account(session.address));
      const signed = await sign(session.wallet.api, key, body, fee, this.chain.chainId, signer);
      const hash = hex(await txHash(signed.bytes)).toUpperCase();
      // Whoever closed the review while the wallet was open wanted nothing to happen: it is signed, but not sent.
      if (this.ongoing.get()?.draft !== draft) return;
      this.tell(draft, { kind: "signed", hash, timeoutHeight }, signed.fee);
      this.history.add({
        hash,
        account: session.address,
        title: draft.title,
        signedAt: Math.floor(Date.now() / 1000),
        tx: { phase: "sent", hash, timeoutHeight },
      });
      await this.send(hash, signed.bytes);
    } catch (thrown) {
      this.tell(draft, { kind: "refused", why: why(thrown) });
    }
  }

  /** Puts the review away. What was sent goes on. */
  dismiss(): void {
    this.ongoing.set(undefined);
  }

  /** Looks for the transactions that were sent and are in no block yet, the newest first; called after each block. */
  async follow(): Promise<void> {
    const open = this.history.open().filter(({ tx }) => tx.phase === "sent").slice(0, MAX_CALLS - 1);
    if (open.length === 0 || this.reader.link.get().verdict?.kind !== "good") return;
    let replies;
    try {
      replies = await batch(this.rpc, [statusCall, ...open.map(({ hash }) => txCall(fromHex(hash)))], this.fetcher);
    } catch (thrown) {
      if (thrown instanceof NodeError) return;
      throw thrown;
    }
    // Many nodes may share an address. Only the height of the one that answers here tells what it cannot know yet; and one of
    // another chain, at a greater height, would make what may still happen look expired.
    const status = readStatus(replies[0]!);
    if (!status || status.chainId !== this.chain.chainId) return;
    open.forEach(({ hash }, i) => {
      const included = readIncluded(replies[i + 1]!);
      if (included) this.settle(hash, included === "missing" ? { kind: "missing", height: status.height } : found(included));
    });
  }

  /**
   * While another transaction of the account is in no block yet, from another tab for example, the chain refuses the next one's
   * sequence number. It is asked again with each block.
   */
  private async estimateInTurn(draft: Draft, session: Session): Promise<{ gasUsed: bigint; fee: Fee }> {
    for (let blocks = 0; ; blocks += 1) {
      try {
        return await this.estimate(draft, session);
      } catch (thrown) {
        const wanted = this.ongoing.get()?.draft === draft;
        if (!wanted || blocks === MOST_BLOCKS_TO_WAIT || !(thrown instanceof QueryRefused && isOutOfTurn(thrown.message))) throw thrown;
      }
      await this.reader.nextBlock();
    }
  }

  private async estimate(draft: Draft, session: Session): Promise<{ gasUsed: bigint; fee: Fee }> {
    const signer = await this.reader.ask(account(session.address));
    const body = bodyBytes(bodyOf(draft, session, 0n));
    const auth = authInfoBytes(session.key.pubKey, signer.sequence, { amount: [], gas: 0n }, SIGN_DIRECT);
    const gasUsed = await this.reader.ask(simulate(txBytes(body, auth, new Uint8Array())));
    return { gasUsed, fee: feeFor(gasUsed + (draft.moreGas ?? 0n), draft.messages, this.chain) };
  }

  private async send(hash: string, tx: Uint8Array): Promise<void> {
    try {
      const { refused } = await broadcast(this.rpc, tx, this.fetcher);
      if (refused) this.settle(hash, { kind: "refused", why: reason.chain(`${refused.codespace} ${refused.code}: ${refused.log}`) });
    } catch (thrown) {
      // It may have arrived: only the chain can tell, until its last block has passed.
      if (!(thrown instanceof NodeError)) throw thrown;
    }
    this.reader.refresh();
  }

  /** What has become of the transaction in the review, though another tab was the one to find out. */
  private catchUp(): void {
    const now = this.ongoing.get();
    if (!now || !isOpen(now.tx) || !("hash" in now.tx)) return;
    const { hash, phase } = now.tx;
    const tx = this.history.entries.get().find((entry) => entry.hash === hash)?.tx;
    if (!tx || tx.phase === phase) return;
    this.ongoing.set({ ...now, tx });
    this.reader.refresh();
  }

  private draftOf(hash: string): Draft | undefined {
    const now = this.ongoing.get();
    return now && "hash" in now.tx && now.tx.hash === hash ? now.draft : undefined;
  }

  private settle(hash: string, event: TxEvent): void {
    this.history.apply(hash, event);
    const draft = this.draftOf(hash);
    if (draft) this.tell(draft, event);
    if (event.kind === "found") this.reader.refresh();
  }

  private tell(draft: Draft, event: TxEvent, fee?: Fee): void {
    this.ongoing.update((now) => (now?.draft === draft ? { ...now, tx: next(now.tx, event), ...(fee ? { fee } : {}) } : now));
  }
}

function found(included: Included): TxEvent {
  const { height, gasUsed, code, log } = included;
  if (code !== 0) return { kind: "found", height, gasUsed, error: reason.chain(log) };
  const purchase = purchaseOf(included);
  return { kind: "found", height, gasUsed, ...(purchase ? { purchase } : {}) };
}

/** A borrow's own part of a batch, whose ETH is still to be bought: read from the chain, so that a reload loses nothing. */
function purchaseOf({ events }: Included): Purchase | undefined {
  const borrow = events.find(({ type }) => type === "wasm-qerun-market/borrow")?.attributes;
  const batchId = borrow?.["batch_id"];
  return batchId !== undefined && borrow?.["claim"] !== "0" ? { batchId } : undefined;
}

function bodyOf(draft: Draft, session: Session, timeoutHeight: bigint): Body {
  return { sender: session.address, messages: draft.messages, memo: "", timeoutHeight };
}

function why(thrown: unknown): string {
  if (thrown instanceof WalletError) return reason.wallet(thrown);
  if (thrown instanceof NodeError) return reason.node(thrown);
  return reason.chain(thrown instanceof Error ? thrown.message : String(thrown));
}

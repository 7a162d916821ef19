/**
 * The live net with what goes wrong on bad days: feeders that fall silent, a guardian's pause. Node and relayer are stopped by
 * `Net` itself. The deployment is one of its own (scripts/bad-days-plan.mjs), so that nothing is left of the lives, nor for them.
 */
import { instruct, market, Node, reserve, timelock, type Coin, type Instruction } from "@qerun/client";
import { Net, within } from "./chain.ts";
import { ONE, queue, tell } from "./scene.ts";
import { Person } from "./signer.ts";

/** Seconds for which the guardian's pause lasts here, so that a test can wait for its end. */
export const PAUSE = 60;
const FEED_EVERY = 12_000;

export class FaultyNet {
  readonly market: market.MarketQueries;
  readonly reserve: reserve.ReserveQueries;
  readonly node: Node;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private feeding: Promise<void> = Promise.resolve();

  private constructor(readonly net: Net) {
    const { home } = net.site;
    this.node = new Node(home.rest[0]!);
    this.market = new market.MarketQueries(this.node, home.contracts.market);
    this.reserve = new reserve.ReserveQueries(this.node, home.contracts.reserve);
  }

  /** Tells prices, has borrowing opened unless it is, and keeps prices fresh from then on. */
  static async open(): Promise<FaultyNet> {
    const net = new FaultyNet(Net.open("QERUN_BAD_DAYS"));
    await net.tell();
    if (typeof (await net.market.milestones()).opened_at !== "number") await net.openBorrowing();
    net.startFeeding();
    return net;
  }

  async send(name: string, ...instructions: Instruction[]): Promise<void> {
    await (await Person.of(this.net, name)).send(...instructions);
  }

  stable(amount: bigint): Coin[] {
    return [{ denom: this.net.site.stable.home, amount }];
  }

  async time(): Promise<number> {
    return (await this.net.at()).time;
  }

  /** Three feeders say the same. */
  tell(): Promise<void> {
    return tell(this.net, { qer: "1", eth: "2000" });
  }

  /** Keeps prices fresh. A node that is down is tried again. */
  startFeeding(): void {
    this.timer = setTimeout(() => {
      this.feeding = this.tell().catch(() => undefined);
      void this.feeding.then(() => this.timer !== undefined && this.startFeeding());
    }, FEED_EVERY);
  }

  /** Resolves when no feeder sends anything any more. */
  async stopFeeding(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.feeding;
  }

  /** The guardian, who is a feeder as well, pauses the market. */
  async pause(): Promise<void> {
    await this.stopFeeding();
    await this.send("guardian", instruct(this.net.site.home.contracts.timelock, timelock.execute.pause({ id: "market" })));
    this.startFeeding();
  }

  /** Insurance, supply and a debt; the steward opens borrowing, and makes the guardian's pause of the market a short one. */
  private async openBorrowing(): Promise<void> {
    const { contracts } = this.net.site.home;
    await this.send("carol", instruct(contracts.market, market.execute.fundInsurance(), this.stable(100_000n * ONE)));
    await this.send("bob", instruct(contracts.market, market.execute.supply(), this.stable(20_000n * ONE)));
    const pause = { pause: { actions: ["supply", "borrow", "withdraw_collateral"], duration: PAUSE } };
    const rule = { contract: contracts.market, pause: btoa(JSON.stringify(pause)), end: null, duration: PAUSE, cool_down: 604_800, effects: ["supply", "borrow", "withdraw"] };
    await this.decide(
      instruct(contracts.market, market.execute.openBorrowing()),
      instruct(contracts.timelock, timelock.execute.setPause({ id: "market", rule })),
    );
    // Less is at hand than is supplied, as in life.
    const place = { token: contracts.token, contract: contracts.market };
    await this.send("bob", market.hooks.depositCollateral(place, 30_000n * ONE), instruct(contracts.market, market.execute.borrow({ amount: 8_000n * ONE })));
  }

  /** The steward queues, alice posts the bond, anyone executes. */
  private async decide(...instructions: Instruction[]): Promise<void> {
    const { timelock: at, token } = this.net.site.home.contracts;
    const queries = new timelock.TimelockQueries(this.node, at);
    const id = await queue(this.net, "For bad days", ...instructions);
    const { operation } = await queries.operation({ id });
    await this.send("alice", timelock.hooks.postBond({ token, contract: at }, operation.bond, { id }));
    await within(90, "the operation is ready", async () => (await queries.operation({ id })).status === "ready");
    await this.send("alice", instruct(at, timelock.execute.execute({ id })));
  }
}

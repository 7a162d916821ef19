/** The official dao-rewards-distributor 2.6.0, as far as the page asks it: the client knows our own contracts alone. */
import { instruct, type Instruction, type Node } from "@qerun/client";
import { isRecord } from "./rpc.ts";
import { anything, count, list } from "./shape.ts";
import { unitsOf } from "./units.ts";

/** What an account can claim, smallest units, by the id of the distribution. */
export type Pending = ReadonlyMap<number, bigint>;

/** Its `pending_rewards`. Throws on an answer of another shape. */
export async function pendingRewards(node: Node, distributor: string, address: string): Promise<Pending> {
  const answer = await node.smart(distributor, { pending_rewards: { address, limit: 30 } });
  const rows = isRecord(answer) ? answer["pending_rewards"] : undefined;
  return new Map(
    list(anything)(rows, "pending_rewards").map((row) => {
      const { id, pending_rewards } = isRecord(row) ? row : {};
      const pending = unitsOf(pending_rewards);
      if (pending === undefined) throw wrong();
      return [count(id, "id"), pending];
    }),
  );
}

/** Has it pay what an account can claim of a distribution. */
export function claimRewards(distributor: string, id: number): Instruction {
  return instruct(distributor, { claim: { id } });
}

const wrong = () => new Error("the distributor answers in another shape");

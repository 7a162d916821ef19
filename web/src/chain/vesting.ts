/** The members' vesting contracts: the official cw-vesting 2.6.0, as far as the page asks it. */
import { instruct, type Instruction, type Node } from "@qerun/client";
import { isRecord } from "./rpc.ts";
import { address, anything, count, list, word } from "./shape.ts";
import { unitsOf } from "./units.ts";

/** How the deployment file names them: `vesting-` and the member's name. */
const PREFIX = "vesting-";

export interface VestingContract {
  readonly member: string;
  readonly address: string;
}

/** Those of a deployment, by the members' names. */
export function vestingContracts(contracts: Readonly<Record<string, string | undefined>>): VestingContract[] {
  return Object.entries(contracts)
    .filter((row): row is [string, string] => row[0].startsWith(PREFIX) && row[1] !== undefined)
    .map(([name, address]) => ({ member: name.slice(PREFIX.length), address }))
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}

/** What such a contract says of itself. Amounts in smallest units, times in Unix seconds. */
export interface Vest {
  readonly recipient: string;
  readonly status: "unfunded" | "funded" | "cancelled";
  readonly claimed: bigint;
  /** All that will ever vest. */
  readonly total: bigint;
  /** From when on something vests, and until when; undefined once it is cancelled. */
  readonly first: number | undefined;
  readonly end: number | undefined;
}

/** What vests with time: claimable now, and vested in all. */
export interface Vested {
  readonly vested: bigint;
  readonly claimable: bigint;
}

/** Its `info`. Throws on an answer of another shape. */
export async function vestOf(node: Node, contract: string): Promise<Vest> {
  const answer = await node.smart(contract, { info: {} });
  if (!isRecord(answer)) throw wrong();
  const start = Number(units(answer["start_time"]) / 1_000_000_000n);
  const points = pointsOf(answer["vested"]);
  const at = (point: Point | undefined) => (point ? start + point.after : undefined);
  const { status: said } = answer;
  const status = isRecord(said) && isRecord(said["canceled"]) ? "cancelled" : word("unfunded", "funded")(said, "status");
  return {
    recipient: address(answer["recipient"], "recipient"),
    status,
    claimed: units(answer["claimed"]),
    total: points.at(-1)!.amount,
    first: status === "cancelled" ? undefined : at(points.find(({ amount }) => amount > 0n)),
    end: status === "cancelled" ? undefined : at(points.at(-1)),
  };
}

/** Its `vested` and `distributable`, of now. */
export async function vestedOf(node: Node, contract: string): Promise<Vested> {
  const [vested, claimable] = await Promise.all([node.smart(contract, { vested: {} }), node.smart(contract, { distributable: {} })]);
  return { vested: units(vested), claimable: units(claimable) };
}

/** Pays the member what has vested. Anyone may send it. */
export function distribute(contract: string): Instruction {
  return instruct(contract, { distribute: {} });
}

interface Point {
  readonly after: number;
  readonly amount: bigint;
}

/** A curve of wynd-utils as points of seconds after the start and amount. A cancelled one is a constant. */
function pointsOf(curve: unknown): Point[] {
  const of = (name: string) => (isRecord(curve) && isRecord(curve[name]) ? curve[name] : undefined);
  const [steps, line, constant] = [of("piecewise_linear")?.["steps"], of("saturating_linear"), of("constant")];
  const rows: unknown[] = Array.isArray(steps) ? list(anything)(steps, "vested") : line ? [[line["min_x"], line["min_y"]], [line["max_x"], line["max_y"]]] : constant ? [[0, constant["y"]]] : [];
  const points = rows.map((row) => {
    if (!Array.isArray(row)) throw wrong();
    return { after: count(row[0], "vested"), amount: units(row[1]) };
  });
  if (points.length === 0) throw wrong();
  return points;
}

function units(value: unknown): bigint {
  const amount = unitsOf(value);
  if (amount === undefined) throw wrong();
  return amount;
}

const wrong = () => new Error("the vesting contract answers in another shape");

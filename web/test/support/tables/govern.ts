/** The figures of operations: all in the list, and one that is looked at. */
import type { timelock } from "@qerun/client";
import type { Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { formatToken } from "../../../src/core/amount.ts";
import { shorten } from "../../../src/core/text.ts";
import { date, duration, until } from "../../../src/core/time.ts";

const STATUS: Record<timelock.Status, string> = {
  awaiting_bond: "waits for a bond",
  waiting: "its delay runs",
  ready: "can be executed",
  expired: "expired",
  executed: "executed",
  cancelled: "cancelled by the DAO",
  vetoed: "vetoed by the guardian",
};

/** `id` is the operation that is looked at. */
export function govern({ site: { qer, home } }: Net, id?: number): RoomTable {
  const nameOf = (address: string) => {
    const [name] = Object.entries(home.contracts).find(([, at]) => at === address) ?? [];
    return name ? `the ${name.replaceAll("_", " ")}` : address;
  };
  return {
    figures: {},
    rows: [
      async (at) => {
        const { operations } = await at.timelock.operations({ limit: 20 });
        const rows = operations.map(({ id, status, operation }): [string, string] => {
          const bond = operation.bond > 0n ? `, bond ${formatToken(operation.bond, qer)}` : "";
          return [`Decisions that passed / ${id}. ${operation.text}`, `${operation.class}, waits ${duration(operation.delay)}${bond} | ${STATUS[status]}`];
        });
        return Object.fromEntries(rows);
      },
      async (at) => {
        if (id === undefined) return {};
        const { operation, status } = await at.timelock.operation({ id });
        const { class: level, delay, queued_at: queued, queued_by: by, ready_at: ready, expires_at: expires, bond, bond_state: state, sponsor } = operation;
        const rows: Record<string, string | undefined> = {
          Class: level,
          "Class: note": `waits ${duration(delay)}`,
          Queued: date(queued),
          "Queued: note": /[0-9]/.test(nameOf(by)) ? `by ${nameOf(by)}` : undefined,
          "Can be executed": ready ? until(ready, at.time) : "when its bond is posted",
          "Can be executed: note": ready ? date(ready) : undefined,
          Expires: until(expires, at.time),
          "Expires: note": date(expires),
          Bond: bond > 0n ? `${formatToken(bond, qer)}, ${state === "none" ? "not posted" : state}` : "none",
          "Bond: note": sponsor ? `of ${shorten(sponsor)}` : undefined,
        };
        const named = Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [[`Operation ${id}: ${STATUS[status]} / ${name}`, value]]));
        return Object.fromEntries(named) as Record<string, string>;
      },
    ],
  };
}

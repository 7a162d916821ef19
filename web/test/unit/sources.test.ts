import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KINDS, sourceWords } from "../../src/rooms/overview/sources.tsx";

describe("a price's source", () => {
  it("says what it is, what it reports, and how old that is", () => {
    const observation = { price: "1.021", low: "1", high: "2", as_of: 90, depth: null };
    expect(sourceWords({ kind: "feeder", observation }, 95)).toBe("named feeders: $1.0210, 5 seconds ago");
    expect(sourceWords({ kind: "fixed", observation }, 95)).toBe("fixed by governance: $1.0210");
    expect(sourceWords({ kind: "astroport_twap", observation: null }, 95)).toBe("average of the Astroport pair: nothing that counts now");
    expect(sourceWords({ kind: "new_kind", observation }, 90)).toBe("new kind: $1.0210, just now");
  });
  it("has a name for each kind that the oracle has", () => {
    const schema = readFileSync(new URL("../../../schema/oracle.json", import.meta.url), "utf8");
    const told = /`fixed`, (?:`\w+`,? )+or `\w+`/.exec(schema)![0];
    expect(Object.keys(KINDS)).toEqual([...told.matchAll(/`(\w+)`/g)].map(([, kind]) => kind));
  });
});

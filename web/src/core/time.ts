/** Times as people read them. Seconds; `now` is the chain's clock, not the computer's. */

const STEPS: readonly (readonly [number, string])[] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** The two largest parts of a duration: "3 days 4 hours". */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const [size, name] of STEPS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 seconds";
}

/** How long ago: "12 seconds ago". */
export function ago(then: number, now: number): string {
  return then >= now ? "just now" : `${duration(now - then)} ago`;
}

/** How long from now, or that it has come: "in 2 hours", "now". */
export function until(then: number, now: number): string {
  return then <= now ? "now" : `in ${duration(then - now)}`;
}

/** The last second of the year 9999. */
const LAST = 253_402_300_799;

/** A date and time in UTC, the same for every reader: "2026-11-27 10:26 UTC". Contracts say "never" by a time beyond all dates. */
export function date(seconds: number): string {
  if (!(seconds >= 0 && seconds <= LAST)) return "a day beyond all calendars";
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** What emissions says about what the caller did, in words. */
import type { Entry, Table } from "../table.ts";

const OVER: Entry = ["This stream of rewards is over, or there is none of that name.", "Reload the page, and claim what is credited."];

export const emissions: Table = {
  NothingDue: ["Nothing is due since the last release.", "Somebody has just released it. Claim again in a moment."],
  TooLittlePower: ["Too little is staked in all, so nothing is released.", "What is due waits until others stake."],
  UnknownStream: OVER,
  Ended: OVER,
};

import { fileURLToPath } from "node:url";

/** The TypeScript client, from its sources: the page needs no build of it. */
export const client = { "@qerun/client": fileURLToPath(new URL("../../clients/ts/src/index.ts", import.meta.url)) };

/** Prices, stablecoins and insurance, once for all lives. */
import { Net } from "../support/chain.ts";
import { fund, tell } from "../support/scene.ts";

export default async function setup(): Promise<void> {
  const net = Net.open();
  const { supplied } = await (await net.at()).market.state();
  if (supplied > 0n) return;
  await tell(net, { qer: "1", eth: "2000" });
  await fund(net);
}

/** What every part of the room computes with, once all of it is known. */
import { decimal } from "../../core/decimal.ts";
import { useApp } from "../../ui/app.ts";
import { useMath, useValue } from "../../ui/use.ts";
import { priceState, recordOf } from "../prices.ts";
import { useChainTime } from "../../ui/use.ts";
import type { Market } from "./outlook.ts";

/** Undefined until prices, threshold and arithmetic are there, and while a price cannot be used. */
export function useMarket(): Market | undefined {
  const { protocol, site } = useApp();
  const math = useMath();
  const prices = useValue(protocol.prices);
  const threshold = useValue(protocol.threshold, true);
  const now = useChainTime();
  const record = (id: string) => {
    const found = recordOf(prices, id);
    const state = priceState(found, now);
    return state === "live" || state === "degraded" ? found : undefined;
  };
  const [qer, stable, eth] = [record(site.qer.oracle), record(site.stable.oracle), record(site.eth.oracle)];
  if (!math || !qer || !stable || !threshold) return undefined;
  return {
    math,
    qer,
    stable,
    eth,
    threshold: decimal(threshold.effective),
    decimals: { qer: site.qer.decimals, stable: site.stable.decimals, eth: site.eth.decimals },
  };
}

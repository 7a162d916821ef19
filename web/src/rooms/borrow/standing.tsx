/** Where the position stands, and where it would stand after what is typed. */
import type { Position } from "../../chain/answers/market.ts";
import { formatShort } from "../../core/amount.ts";
import { decimal, formatHealth, formatPercent, formatPrice, ONE } from "../../core/decimal.ts";
import { within } from "../../math/math.ts";
import { useApp } from "../../ui/app.ts";
import { Amount, AskToConnect, Change, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { outlook, standingOf, type Market, type Outlook, type Standing } from "./outlook.ts";

interface Props {
  readonly position: Position | undefined;
  readonly market: Market | undefined;
  /** What is typed would lead here; undefined while nothing is. */
  readonly after: Standing | undefined;
}

export function StandingFigures({ position, market, after }: Props) {
  const { site } = useApp();
  const before = position && standingOf(position);
  const of = (standing: Standing | undefined) => market && standing && within(() => outlook(standing, market));
  const [now, then] = [of(before), of(after)];
  const beyond = market && ((before && !now) || (after && !then));
  const amounts = (pick: (standing: Standing) => bigint, unit: { symbol: string; decimals: number }, shown = 2) => (
    <Change
      before={<Amount of={before ? pick(before) : after ? 0n : undefined} unit={unit} shown={shown} mine />}
      after={after && pick(after) !== (before ? pick(before) : 0n) ? <Amount of={pick(after)} unit={unit} shown={shown} /> : undefined}
    />
  );
  const health = (value: string | null | undefined) => (!position ? <Pending mine /> : value ? formatHealth(decimal(value)) : "no debt");
  return (
    <section class="card" aria-labelledby="standing">
      <h2 id="standing">Where you stand</h2>
      <Figures>
        <Figure name="Collateral">{amounts(({ collateral }) => collateral, site.qer)}</Figure>
        <Figure name="Debt">{amounts(({ debt }) => debt, site.stable)}</Figure>
        <Figure name="Claim in ETH">{amounts(({ eth }) => eth, site.eth, 6)}</Figure>
        <Figure name="Claim not bought yet">{amounts(({ stable }) => stable, site.stable)}</Figure>
        <Figure name="Health" tone={tone(then ?? now)} note={`by ${site.qer.symbol} alone: below 1 anyone may liquidate`}>
          <Change before={health(position?.health)} after={then && shown(then.health)} />
        </Figure>
        <Figure name="Health with the claim" note="for information: no rule uses it">
          <Change before={health(position?.health_with_claim)} after={then && shown(then.withClaim)} />
        </Figure>
        <Figure name="Liquidation begins at" note={fallWords(then ?? now, site.qer.symbol)}>
          {market && (now || then) ? <Change before={price(now)} after={then && price(then)} /> : <Pending mine={!position} />}
        </Figure>
      </Figures>
      <AskToConnect />
      {beyond && <p class="notice warn">These figures lead beyond what the contracts compute with, so no health of them can be shown.</p>}
      {nearWords(now, site.qer.symbol) && <p class="notice warn" role="status">{nearWords(now, site.qer.symbol)}</p>}
      {position?.barred && <p class="notice warn">Governance has barred this account from borrowing. It can repay, withdraw and supply.</p>}
    </section>
  );
}

const shown = (health: bigint | undefined) => (health === undefined ? "no debt" : formatHealth(health));
const price = (of: Outlook | undefined) => (of?.liquidationPrice === undefined ? "–" : formatPrice(of.liquidationPrice));

function tone(of: Outlook | undefined): "good" | "warn" | "bad" | undefined {
  if (of?.health === undefined) return undefined;
  return of.health < ONE ? "bad" : of.health < (ONE * 115n) / 100n ? "warn" : "good";
}

/** By this part of the price, or less, liquidation is near: a tenth. */
const NEAR = ONE / 10n;

/** A warning to whoever is near liquidation, by the price that decides it; none before. */
export function nearWords(of: Outlook | undefined, symbol: string): string | undefined {
  if (of?.fall === undefined || of.fall > NEAR) return undefined;
  return of.fall < 0n
    ? `Anyone may liquidate this position now. Repay a part, or deposit ${symbol}: both work whatever is paused.`
    : `If ${symbol} falls by ${formatPercent(of.fall, 1)} more, anyone may liquidate this position. Repay a part, or deposit ${symbol}.`;
}

/** How far that is. */
export function fallWords(of: Outlook | undefined, symbol: string): string {
  if (of?.fall === undefined) return "\u00a0";
  if (of.fall < 0n) return `${symbol} is below it now`;
  return `${symbol} would have to fall by ${of.fall === 0n ? formatShort(0n, 0, 0) : formatPercent(of.fall, 1)}`;
}

/** Stake the LP token of the pair of QER, for rewards: the second instance of voting, whose power decides nothing. */
import type { Staking } from "../../chain/staking.ts";
import type { Pool } from "../../chain/pair.ts";
import type { Unit } from "../../core/amount.ts";
import { duration } from "../../core/time.ts";
import { useApp } from "../../ui/app.ts";
import { Amount, AskToConnect, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { useSession, useValue } from "../../ui/use.ts";
import { ClaimList } from "../stake/claim-list.tsx";
import { UnstakeForm } from "../stake/move-forms.tsx";
import { Rewards } from "../stake/rewards.tsx";
import { StakeForm } from "../stake/stake-form.tsx";

export function Liquidity() {
  const { protocol } = useApp();
  const unit = useValue(protocol.lpUnit, true);
  if (!protocol.liquidity) return null;
  return <Room staking={protocol.liquidity} unit={unit} />;
}

function Room({ staking, unit }: { staking: Staking; unit: Unit | undefined }) {
  const { protocol, site } = useApp();
  const session = useSession();
  const mine = useValue(session && staking.stake(session.address));
  const tiers = useValue(staking.tiers, true)?.tiers;
  const balance = useValue(session && staking.balance(session.address))?.balance;
  const pool = useValue(site.home.contracts["qer_pair"] ? protocol.pool : undefined);
  const lp = unit ?? { symbol: "LP", decimals: 6 };
  // Without the token's decimals no figure of it can be written.
  const known = (amount: bigint | undefined) => (unit ? amount : undefined);
  const all = mine && balance !== undefined ? mine.staked + balance : undefined;
  return (
    <>
      <section class="card" aria-labelledby="standing">
        <h2 id="standing">Where you stand</h2>
        <Figures>
          <Figure name="Staked" note="earns rewards">
            <Amount of={known(mine?.staked)} unit={lp} shown={4} mine />
          </Figure>
          <Figure name="In your wallet" note="earns none until it is staked">
            <Amount of={known(balance)} unit={lp} shown={4} mine />
          </Figure>
          <Figure name={`${site.qer.symbol} in it`} note="your part of what is in the pair now">
            <Amount of={partOf(pool?.qer, all, pool)} unit={site.qer} mine />
          </Figure>
          <Figure name={`${site.stable.symbol} in it`} note="the same">
            <Amount of={partOf(pool?.stable, all, pool)} unit={site.stable} mine />
          </Figure>
          <Figure name="Unbonding" note="from unstaking until you have it back">
            {tiers?.[0] ? duration(tiers[0].unbonding) : <Pending />}
          </Figure>
        </Figures>
        <AskToConnect />
        <p class="note">
          Whoever puts {site.qer.symbol} and {site.stable.symbol} into the pair{" "}
          {site.home.contracts["qer_pair"] && <span class="mono">{site.home.contracts["qer_pair"]}</span>} gets its LP token,{" "}
          <span class="mono">{staking.token}</span>. That is done on the page of the exchange. What is in it changes as others trade: if the price of {site.qer.symbol} moves far,
          it is worth less than the two kept apart.
        </p>
      </section>
      {unit && (
        <>
          <div class="columns">
            <StakeForm
              staking={staking}
              unit={unit}
              tiers={tiers}
              gains={() => "take part in the rewards from now on. It gives no vote."}
              locked="While it is staked you can neither sell it nor take its liquidity out."
            />
            <UnstakeForm staking={staking} unit={unit} tiers={tiers} stakes={mine?.stakes} loses="It earns nothing from then on; what was earned until then stays yours to claim." />
          </div>
          <ClaimList staking={staking} unit={unit} />
        </>
      )}
      {site.home.contracts.emissions && site.home.contracts["distributor"] && <Rewards staking={staking} />}
    </>
  );
}

/** A part of what is in the pair, rounded down. */
export function partOf(amount: bigint | undefined, lp: bigint | undefined, pool: Pool | undefined): bigint | undefined {
  if (amount === undefined || lp === undefined || pool === undefined) return undefined;
  return pool.shares === 0n ? 0n : (amount * lp) / pool.shares;
}

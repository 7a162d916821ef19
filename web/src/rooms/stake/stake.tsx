/** Stake, raise, unstake, claim; power, reputation and perks. */
import { useSession, useValue } from "../../ui/use.ts";
import { duration } from "../../core/time.ts";
import { useApp } from "../../ui/app.ts";
import { Amount, AskToConnect, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { Table } from "../../ui/table.tsx";
import { Pauses } from "../overview/pauses.tsx";
import { ClaimList } from "./claim-list.tsx";
import { PerkList } from "./perk-list.tsx";
import { Rewards } from "./rewards.tsx";
import { StakeForm } from "./stake-form.tsx";
import { weight } from "./tiers.ts";
import { RaiseForm, UnstakeForm } from "./move-forms.tsx";
import type { Tier } from "../../chain/answers/staking.ts";

export function Stake() {
  const { protocol, site } = useApp();
  const session = useSession();
  const mine = useValue(session && protocol.lock.stake(session.address));
  const totals = useValue(protocol.lock.totals);
  const tiers = useValue(protocol.lock.tiers, true)?.tiers;
  const power = { symbol: "", decimals: site.qer.decimals };
  return (
    <>
      <Pauses />
      <section class="card" aria-labelledby="standing">
        <h2 id="standing">Where you stand</h2>
        <Figures>
          <Figure name="Staked">
            <Amount of={mine?.staked} unit={site.qer} mine />
          </Figure>
          <Figure name="Power" note={mine && totals && totals.power > 0n ? `${share(mine.power, totals.power)} of all power` : "\u00a0"}>
            <Amount of={mine?.power} unit={power} mine />
          </Figure>
          <Figure name="Reputation" note="follows your stake slowly">
            <Amount of={mine?.reputation} unit={power} mine />
          </Figure>
        </Figures>
        <AskToConnect />
        <TierTable tiers={tiers} stakes={mine?.stakes} />
      </section>
      <StakeForm
        staking={protocol.lock}
        unit={site.qer}
        tiers={tiers}
        gains={(power) => `from the next block on vote with a power of ${power} more.`}
        locked="While it is staked you can neither sell it nor borrow against it."
      />
      <div class="columns">
        <RaiseForm tiers={tiers} stakes={mine?.stakes} />
        <UnstakeForm staking={protocol.lock} unit={site.qer} tiers={tiers} stakes={mine?.stakes} loses="Their power is gone from the next block on." />
      </div>
      <ClaimList staking={protocol.lock} unit={site.qer} />
      {site.home.contracts.emissions && site.home.contracts["distributor"] && <Rewards staking={protocol.lock} />}
      <PerkList mine={mine} />
    </>
  );
}

/** A part of a whole as a percentage, cut at a tenth. */
function share(part: bigint, whole: bigint): string {
  const tenths = (part * 1000n) / whole;
  return `${tenths / 10n}.${tenths % 10n} %`;
}

/** Room for the usual four tiers while they are not known. */
const PLACES = Array.from({ length: 4 }, (_, i) => (
  <tr key={i}>
    <td colSpan={4}>
      <Pending />
    </td>
  </tr>
));

function TierTable({ tiers, stakes }: { tiers: readonly Tier[] | undefined; stakes: readonly bigint[] | undefined }) {
  const { site } = useApp();
  return (
    <Table label="Tiers" heads={["Tier", "Unbonding", "Weight", "Yours"]}>
      {tiers === undefined && PLACES}
      {(tiers ?? []).map((tier, i) => (
        <tr key={i}>
          <th scope="row">{i}</th>
          <td>{duration(tier.unbonding)}</td>
          <td>× {weight(tier)}</td>
          <td>
            <Amount of={stakes ? (stakes[i] ?? 0n) : undefined} unit={site.qer} mine />
          </td>
        </tr>
      ))}
    </Table>
  );
}

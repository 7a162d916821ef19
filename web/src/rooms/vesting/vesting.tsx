/** The team's vesting: members see what has vested and claim it; everybody sees what is still to come. */
import { distribute, vestingContracts, type VestingContract } from "../../chain/vesting.ts";
import { formatToken } from "../../core/amount.ts";
import { shorten } from "../../core/text.ts";
import { date, until } from "../../core/time.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, AskToConnect, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { Table } from "../../ui/table.tsx";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";

export function Vesting() {
  const { site } = useApp();
  const session = useSession();
  const contracts = vestingContracts(site.home.contracts);
  return (
    <>
      <section class="card" aria-labelledby="vesting">
        <h2 id="vesting">The team’s part</h2>
        <p class="note">
          Each member’s {site.qer.symbol} is in a contract of its own, which lets it out over time. Nobody can hurry it. The DAO alone can cancel one: the member keeps what has vested by then,
          the rest goes to the treasury.
        </p>
        <Table label="Table of members" heads={["Member", "Account", "In all", "Paid", "Ends"]}>
          {contracts.map((contract) => (
            <Row key={contract.address} contract={contract} />
          ))}
        </Table>
        <AskToConnect />
      </section>
      {session && contracts.map((contract) => <Mine key={contract.address} contract={contract} account={session.address} />)}
    </>
  );
}

function Row({ contract: { member, address } }: { contract: VestingContract }) {
  const { protocol, site } = useApp();
  const vest = useValue(protocol.vest(address), true);
  return (
    <tr>
      <th scope="row">{member}</th>
      <td class="mono" title={vest?.recipient}>
        {vest ? shorten(vest.recipient) : <Pending />}
      </td>
      <td>
        <Amount of={vest?.total} unit={site.qer} />
      </td>
      <td>
        <Amount of={vest?.claimed} unit={site.qer} />
      </td>
      <td>{!vest ? <Pending /> : vest.status === "cancelled" ? <span class="state bad">cancelled</span> : vest.end === undefined ? "–" : date(vest.end)}</td>
    </tr>
  );
}

/** What a member has. Nothing is shown to others. */
function Mine({ contract: { member, address }, account }: { contract: VestingContract; account: string }) {
  const { protocol, site } = useApp();
  const vest = useValue(protocol.vest(address), true);
  const mine = vest?.recipient === account;
  const vested = useValue(mine ? protocol.vested(address) : undefined);
  const now = useChainTime();
  if (!vest || !mine) return null;
  const { total, claimed, first, end, status } = vest;
  const waits = first !== undefined && first > now;
  const refused =
    status === "unfunded"
      ? "Its tokens have not been put into it yet."
      : vested === undefined
        ? "What has vested is not known yet."
        : vested.claimable === 0n
          ? waits
            ? `Nothing vests before ${date(first)}.`
            : "Nothing more has vested since you claimed."
          : undefined;
  return (
    <section class="card" aria-labelledby={`vesting-${member}`}>
      <h2 id={`vesting-${member}`}>Yours: {member}</h2>
      {status === "cancelled" && <p class="notice warn">The DAO has cancelled it: nothing more vests. What had vested by then is yours.</p>}
      <Figures>
        <Figure name="To claim now">
          <Amount of={vested?.claimable} unit={site.qer} />
        </Figure>
        <Figure name="Vested so far" note={<>of <Amount of={total} unit={site.qer} /></>}>
          <Amount of={vested?.vested} unit={site.qer} />
        </Figure>
        <Figure name="Claimed" note="paid to this account">
          <Amount of={claimed} unit={site.qer} />
        </Figure>
        <Figure name={waits ? "Begins" : "Ends"} note={waits ? date(first) : end === undefined ? "\u00a0" : date(end)}>
          {waits ? until(first, now) : end === undefined ? "–" : end <= now ? "all has vested" : until(end, now)}
        </Figure>
      </Figures>
      <Action
        label="Claim what has vested"
        refused={refused}
        draft={() => ({
          title: `Claim ${formatToken(vested!.claimable, site.qer)} that have vested`,
          sentence: `At least ${formatToken(vested!.claimable, site.qer)} come to your wallet: all that has vested by the block.`,
          risks: [],
          messages: [distribute(address)],
          fields: [],
        })}
      />
    </section>
  );
}

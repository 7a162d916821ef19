/** Rewards of stakers, of QER or of the LP token: what can be claimed, and how the stream goes on. */
import { emissions, instruct } from "@qerun/client";
import type { Stream } from "../../chain/answers/staking.ts";
import type { Staking } from "../../chain/staking.ts";
import { claimRewards } from "../../chain/distributor.ts";
import { formatToken } from "../../core/amount.ts";
import { decimal, formatPercent, ONE } from "../../core/decimal.ts";
import { visible } from "../../core/text.ts";
import { date } from "../../core/time.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures } from "../../ui/figures.tsx";
import { useSession, useValue } from "../../ui/use.ts";

export function Rewards({ staking }: { staking: Staking }) {
  const { protocol } = useApp();
  const streams = useValue(protocol.streams)?.streams.filter(({ voting }) => voting === staking.voting) ?? [];
  return (
    <>
      {streams.map((stream) => (
        <Stream key={stream.id} staking={staking} stream={stream} />
      ))}
    </>
  );
}

/** What an account would be credited of what is due, if it were released now: by its part of all power, rounded down. */
function dueShare(due: bigint, power: bigint, all: bigint): bigint {
  return all === 0n ? 0n : (due * power) / all;
}

/** "Lock rewards": a stream as somebody would say it. */
export function streamName(id: string): string {
  const name = visible(id);
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)} rewards`;
}

function Stream({ staking, stream }: { staking: Staking; stream: Stream }) {
  const { protocol, site } = useApp();
  const session = useSession();
  const mine = useValue(session && staking.stake(session.address));
  const totals = useValue(staking.totals);
  const credited = useValue(session && protocol.pendingRewards(session.address))?.get(stream.distribution);
  const releases = totals !== undefined && stream.due > 0n && totals.power >= stream.min_power;
  const coming = mine && totals && releases ? dueShare(stream.due, mine.power, totals.power) : 0n;
  const all = credited === undefined ? undefined : credited + coming;
  const end = stream.schedule.start + (stream.schedule.points.at(-1)?.after ?? 0);
  const distributor = site.home.contracts["distributor"]!;
  const draft = (): Draft => ({
    title: "Claim rewards",
    sentence: `About ${formatToken(all!, site.qer)} of rewards come to your wallet.`,
    risks: ["If somebody’s power changes first, the part that is not credited yet is a little more or less."],
    messages: [
      ...(releases ? [instruct(site.home.contracts.emissions!, emissions.execute.release({ stream: stream.id }))] : []),
      claimRewards(distributor, stream.distribution),
    ],
    fields: [],
  });
  return (
    <section class="card" aria-labelledby={`stream-${stream.id}`}>
      <h2 id={`stream-${stream.id}`}>{streamName(stream.id)}</h2>
      <Figures>
        <Figure name="Yours to claim" note={coming > 0n ? <>of this <Amount of={coming} unit={site.qer} /> with the next release</> : undefined}>
          <Amount of={all} unit={site.qer} mine />
        </Figure>
        <Figure name="Released so far" note={<>of <Amount of={stream.total} unit={site.qer} /></>}>
          <Amount of={stream.released} unit={site.qer} />
        </Figure>
        <Figure name="Rate" note={decimal(stream.rate) < ONE ? "of the schedule; governance withholds the rest" : "of the schedule"}>
          {formatPercent(decimal(stream.rate), 0)}
        </Figure>
        <Figure name="Ends">{date(end)}</Figure>
      </Figures>
      <Action label="Claim rewards" refused={all === undefined ? "What is yours to claim is not known yet." : all === 0n ? "There is nothing to claim yet." : undefined} draft={draft} />
    </section>
  );
}

/** What is unbonding, and what can be claimed. */
import { instruct, voting } from "@qerun/client";
import { formatToken } from "../../core/amount.ts";
import { date, until } from "../../core/time.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { releaseTime } from "./tiers.ts";

export function ClaimList() {
  const { protocol, site } = useApp();
  const session = useSession();
  const now = useChainTime();
  const claims = useValue(session && protocol.stakeClaims(session.address))?.claims ?? [];
  const free = claims.filter((claim) => (releaseTime(claim) ?? Infinity) <= now).reduce((sum, { amount }) => sum + amount, 0n);
  if (claims.length === 0) return null;
  return (
    <section class="card" aria-labelledby="unbonding">
      <h2 id="unbonding">Unbonding</h2>
      <ul class="rows">
        {claims.map((claim, i) => {
          const at = releaseTime(claim);
          return (
            <li key={i}>
              <span>{formatToken(claim.amount, site.qer)}</span>
              <span class="note">{at === undefined ? "–" : at <= now ? "free" : `${until(at, now)}, ${date(at)}`}</span>
            </li>
          );
        })}
      </ul>
      <Action
        label={`Claim ${formatToken(free, site.qer)}`}
        refused={free === 0n ? "Nothing is free yet." : undefined}
        draft={() => ({
          title: `Claim ${formatToken(free, site.qer)}`,
          sentence: `${formatToken(free, site.qer)} come to your wallet.`,
          risks: [],
          messages: [instruct(site.home.contracts.voting, voting.execute.claim())],
          fields: [],
        })}
      />
    </section>
  );
}

/** Claim what a list gives to an account. */
import { airdrop, instruct } from "@qerun/client";
import type { Config } from "../../chain/answers/airdrop.ts";
import { useState } from "preact/hooks";
import { formatToken } from "../../core/amount.ts";
import { visible } from "../../core/text.ts";
import { date, until } from "../../core/time.ts";
import type { Draft } from "../../tx/flow.ts";
import { Action } from "../../ui/action.tsx";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures, Pending } from "../../ui/figures.tsx";
import { useChainTime, useSession, useTyped, useValue } from "../../ui/use.ts";
import { findProof, readProof, type Proof } from "./proof.ts";

export function Airdrop() {
  const { protocol, site } = useApp();
  const session = useSession();
  const config = useValue(protocol.airdropConfig, true);
  const totals = useValue(protocol.airdropTotals);
  const claimed = useValue(session && protocol.airdropClaimed(session.address));
  const now = useChainTime();
  return (
    <>
      <section class="card" aria-labelledby="airdrop">
        <h2 id="airdrop">The airdrop</h2>
        <Figures>
          <Figure name="Given away" note={config && `to ${config.count} accounts`}>
            <Amount of={config?.total} unit={site.qer} />
          </Figure>
          <Figure name="Claimed so far" note={totals && `by ${totals.claims} accounts`}>
            <Amount of={totals?.claimed} unit={site.qer} />
          </Figure>
          <Figure name="Begins" note={config && date(config.start)}>
            {config ? until(config.start, now) : <Pending />}
          </Figure>
          <Figure name="Ends" note={config && date(config.end)}>
            {config ? until(config.end, now) : <Pending />}
          </Figure>
        </Figures>
      </section>
      <ClaimForm config={config} claimed={claimed?.amount ?? undefined} />
    </>
  );
}

function ClaimForm({ config, claimed }: { config: Config | undefined; claimed: bigint | undefined }) {
  const { site } = useApp();
  const session = useSession();
  const now = useChainTime();
  const [text, setText] = useTyped("proof");
  const [words, setWords] = useState("");
  const proof = readProof(text.trim());
  const open = async (file: File | undefined) => {
    if (!file) return;
    if (!session) return setWords("Connect a wallet first: the list is searched for its account.");
    setWords("Searching…");
    const found = await findProof(file, session.address);
    setWords(found ? "" : "This list does not have your account.");
    if (found) setText(JSON.stringify({ ...found, amount: found.amount.toString() }));
  };
  const refused = refusedWords({ config, claimed, proof, account: session?.address, now });
  const draft = (): Draft => ({
    title: `Claim ${formatToken(proof!.amount, site.qer)}`,
    sentence: `${formatToken(proof!.amount, site.qer)} come to your wallet, once.`,
    risks: [],
    messages: [
      instruct(
        site.home.contracts.airdrop!,
        airdrop.execute.claim({ index: proof!.index, amount: proof!.amount, proof: proof!.proof }),
      ),
    ],
    fields: ["proof"],
  });
  return (
    <section class="card" aria-labelledby="claim">
      <h2 id="claim">Claim</h2>
      {claimed !== undefined && <p class="state good">This account has claimed {formatToken(claimed, site.qer)}.</p>}
      <div class="field">
        <label for="proofs">The published list of proofs (proofs.jsonl)</label>
        <input id="proofs" type="file" accept=".jsonl,.json,.txt" onChange={(event) => void open(event.currentTarget.files?.[0])} />
        <p class="note">It is searched in your browser and sent nowhere.</p>
      </div>
      <div class="field">
        <label for="proof">Or the line of your account</label>
        <textarea id="proof" rows={4} spellcheck={false} class="mono" value={text} aria-describedby="proof-wrong" onInput={(event) => setText(visible(event.currentTarget.value))} />
        <p class="wrong" id="proof-wrong" aria-live="polite">
          {words || (text !== "" && !proof ? "This is no line of such a list." : "")}
        </p>
      </div>
      {proof && <p>It gives {formatToken(proof.amount, site.qer)}.</p>}
      <Action label="Claim" refused={refused} draft={draft} />
    </section>
  );
}

interface Claimable {
  readonly config: Config | undefined;
  readonly claimed: bigint | undefined;
  readonly proof: Proof | undefined;
  readonly account: string | undefined;
  readonly now: number;
}

/** Why nothing can be claimed now. */
export function refusedWords({ config, claimed, proof, account, now }: Claimable): string | undefined {
  if (!config) return "When claims begin and end is not known yet.";
  if (now < config.start) return `Claims begin at ${date(config.start)}.`;
  if (now >= config.end) return `Claims ended at ${date(config.end)}.`;
  if (claimed !== undefined) return "This account has claimed already.";
  if (!proof) return "Open the list, or paste the line of your account.";
  if (account !== undefined && proof.account !== account) return "This line is of another account.";
  return undefined;
}

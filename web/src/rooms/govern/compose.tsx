/** Compose an operation, see its class, and open DAO DAO with the proposal filled in. */
import { timelock, toJson } from "@qerun/client";
import { formatToken } from "../../core/amount.ts";
import { date, duration } from "../../core/time.ts";
import { visible } from "../../core/text.ts";
import { chainWords } from "../../errors/words.ts";
import * as answers from "../../chain/answers/timelock.ts";
import { asked, type Checked } from "../../chain/shape.ts";
import type { Watch } from "../../chain/reader.ts";
import { useApp } from "../../ui/app.ts";
import { useCalm, useChainTime, useTyped, useWatch } from "../../ui/use.ts";
import { check, link } from "./proposal.ts";

/** Days from now within which it may be queued: time to vote, and to execute what passed. */
const DAYS = 10;
const HOUR = 3_600;

const CONTRACTS = ["market", "oracle", "reserve", "voting", "token", "timelock", "emissions"] as const;

export function Compose() {
  const { site } = useApp();
  const now = useChainTime();
  const [title, setTitle] = useTyped("proposal-title");
  const [description, setDescription] = useTyped("proposal-why");
  const [contract, setContract] = useTyped("proposal-contract");
  const [message, setMessage] = useTyped("proposal-message");
  // By the hour, so that the link does not change while one looks at it.
  const notAfter = (Math.floor(now / HOUR) + 1 + DAYS * 24) * HOUR;
  const proposal = { title, description, contract: contract || "market", message, notAfter };
  const checked = check(proposal, site);
  const json = checked.ok ? toJson(checked.messages) : "";
  const classed = useWatch(useCalm(json) === json && checked.ok ? classOf(site.home.contracts.timelock, json, checked.messages) : undefined);
  const text = (id: string, label: string, value: string, set: (text: string) => void, rows: number, mono = false) => (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} rows={rows} spellcheck={!mono} class={mono ? "mono" : undefined} value={value} onInput={(event) => set(visible(event.currentTarget.value))} />
    </div>
  );
  return (
    <section class="card" aria-labelledby="compose">
      <h2 id="compose">Propose something</h2>
      {text("proposal-title", "Title", title, setTitle, 1)}
      {text("proposal-why", "Why, for everybody who votes", description, setDescription, 3)}
      <div class="field">
        <label for="proposal-contract">Contract</label>
        <select id="proposal-contract" value={proposal.contract} onChange={(event) => setContract(event.currentTarget.value)}>
          {CONTRACTS.filter((name) => site.home.contracts[name]).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {text("proposal-message", "Message to it, as JSON", message, setMessage, 4, true)}
      <div aria-live="polite">
        {!checked.ok && <p class="note">{checked.why}</p>}
        {checked.ok && classed?.refused !== undefined && <p class="wrong">{chainWords(classed.refused, site).what}</p>}
        {checked.ok && classed?.value && (
          <p>
            It would be <strong>{classed.value.class}</strong>: wait {duration(classed.value.delay)}
            {classed.value.bond > 0n ? `, with a bond of ${formatToken(classed.value.bond, site.qer)}` : ", without a bond"}. It may be queued until {date(notAfter)}.
          </p>
        )}
      </div>
      {checked.ok && (
        <>
          {site.daoDao ? (
            <p>
              <a href={link(site.daoDao, proposal, checked.queue, site)} rel="noopener noreferrer" target="_blank">
                Open DAO DAO with this proposal filled in
              </a>
              , look at it there, and publish it.
            </p>
          ) : (
            <p class="note">DAO DAO does not list this chain: use the message below with the command line.</p>
          )}
          <details>
            <summary>Message to the timelock</summary>
            <pre tabIndex={0}>{JSON.stringify(JSON.parse(toJson(checked.queue)), null, 2)}</pre>
          </details>
        </>
      )}
    </section>
  );
}

function classOf(at: string, key: string, messages: timelock.CosmosMsg[]): Watch<Checked<typeof answers.classOf>> {
  return asked(`class/${key}`, (node) => new timelock.TimelockQueries(node, at).classOf({ messages }), answers.classOf);
}

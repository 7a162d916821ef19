/** The user's own node, and light or dark. */
import { useEffect, useState } from "preact/hooks";
import { nodeUrl } from "../../chain/deployment.ts";
import { readStatus, statusCall } from "../../chain/node.ts";
import { batch } from "../../chain/rpc.ts";
import type { Theme } from "../../core/settings.ts";
import { useStore } from "../../core/store.ts";
import { shorten, visible } from "../../core/text.ts";
import { useApp } from "../../ui/app.ts";

export function SettingsRoom() {
  return (
    <>
      <NodeForm />
      <ThemeForm />
      <Contracts />
    </>
  );
}

function NodeForm() {
  const { settings, site, rpc, reader } = useApp();
  // This room watches nothing, so nobody else has the node asked how it is when the page opens here.
  useEffect(() => reader.wake(), [reader]);
  const [text, setText] = useState(settings.node.get() ?? "");
  const [words, setWords] = useState("");
  const use = async () => {
    try {
      const url = text === "" ? undefined : nodeUrl(text);
      if (url !== undefined) {
        const [reply] = await batch(url, [statusCall]);
        const status = readStatus(reply!);
        if (!status) return setWords("This address does not answer as a node does.");
        if (status.chainId !== site.home.chainId) return setWords(`This node is of ${shorten(visible(status.chainId), 40, 10)}, not of ${site.home.chainId}.`);
      }
      settings.setNode(url);
      location.reload();
    } catch (error) {
      setWords(error instanceof Error && /http/.test(error.message) ? error.message : "This node cannot be reached from here.");
    }
  };
  return (
    <section class="card" aria-labelledby="node">
      <h2 id="node">Node</h2>
      <p>
        The page asks <span class="mono">{rpc}</span>. A node can withhold or invent figures, so ask one that you trust, or your own. It sees which
        accounts you look at. It can never sign for you.
      </p>
      <div class="field">
        <label for="node-url">Your own node (RPC)</label>
        <div class="input">
          <input
            id="node-url"
            type="url"
            spellcheck={false}
            autocomplete="off"
            placeholder={site.home.rpc[0]}
            value={text}
            aria-describedby="node-wrong"
            onInput={(event) => setText(visible(event.currentTarget.value).trim())}
          />
        </div>
        <p class="wrong" id="node-wrong" aria-live="polite">
          {words}
        </p>
      </div>
      <button type="button" class="main" onClick={() => void use()}>
        {text === "" ? "Use the node of the deployment" : "Use this node"}
      </button>
    </section>
  );
}

const THEMES: readonly (readonly [Theme, string])[] = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

function ThemeForm() {
  const { settings } = useApp();
  const theme = useStore(settings.theme);
  return (
    <section class="card" aria-labelledby="theme">
      <h2 id="theme">Light or dark</h2>
      <fieldset class="choices">
        <legend class="hidden">Light or dark</legend>
        {THEMES.map(([value, name]) => (
          <label key={value}>
            <input type="radio" name="theme" checked={theme === value} onChange={() => settings.setTheme(value)} /> {name}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function Contracts() {
  const { site } = useApp();
  return (
    <section class="card" aria-labelledby="contracts">
      <h2 id="contracts">Contracts</h2>
      <p class="note">
        Deployment {site.name} on {site.home.chainId}. Compare with what you know before you sign.
      </p>
      <dl class="addresses">
        {Object.entries(site.home.contracts).map(([name, address]) => (
          <div key={name}>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd class="mono">{address}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

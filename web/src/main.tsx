import { render } from "preact";
import "./style.css";
import { applyTheme, Settings } from "./core/settings.ts";
import { browserStorage, memory } from "./core/storage.ts";
import { start } from "./start.ts";
import { followRoute } from "./ui/route.ts";
import { Broken } from "./ui/broken.tsx";
import { Page } from "./ui/page.tsx";

const settings = new Settings(memory("qerun", browserStorage()));
applyTheme(settings.theme.get());
settings.theme.subscribe(() => applyTheme(settings.theme.get()));

const place = document.getElementById("page")!;
const route = followRoute(window);

async function open(): Promise<void> {
  try {
    const app = await start(settings);
    render(<Page app={app} route={route} />, place);
  } catch (error) {
    render(<Broken error={error} again={() => void open()} />, place);
  }
}

void open();

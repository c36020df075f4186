// The window in a browser, without the program: a stand-in answers the calls. For looking at the canvas and
// for measuring frames; never part of a build. `?actors=2000&flows=6000` makes a large map.
import "../src/style/fonts.css";
import { standIn } from "./stand_in";

await Promise.all(["400", "600"].map((weight) => document.fonts.load(`${weight} 12px Inter`)));

const asked = new URLSearchParams(location.search);
const core = standIn(Number(asked.get("actors") ?? 24), Number(asked.get("flows") ?? 44));
let callbacks = 0;
Object.assign(window, {
  __TAURI_INTERNALS__: {
    metadata: { currentWindow: { label: "main" }, currentWebview: { windowLabel: "main", label: "main" } },
    transformCallback: () => ++callbacks,
    invoke: async (name: string, request: { call: { call: string; with: unknown } }) =>
      name === "call" ? core(request.call.call, request.call.with) : 0,
  },
  __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => {} },
});
await import("../src/main");

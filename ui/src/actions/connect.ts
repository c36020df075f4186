import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

export const connect: Action = {
  id: "connect",
  name: words.connect.action,
  group: "Insert",
  keys: ["C"],
  possible: () => canEdit() && selected("actor").length === 1,
  run: () => view.ask({ ask: "connect" }),
};

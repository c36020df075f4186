import { invoke } from "@tauri-apps/api/core";
import type { Calls } from "./generated/Calls";

/** Asks the core; rejects with the core's `Error`. */
export function call<C extends keyof Calls>(name: C, request: Calls[C]["with"]): Promise<Calls[C]["gives"]> {
  return invoke<Calls[C]["gives"]>("call", { call: { call: name, with: request } });
}

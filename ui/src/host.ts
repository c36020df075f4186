// The window's side of the shell: calls, what is told unasked, the title. The only file that knows Tauri.
import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type { Calls } from "./generated/Calls";
import type { Error as Failure } from "./generated/Error";
import type { Event } from "./generated/Event";

/** Asks the core; rejects with a {@link Failure}. */
export async function call<K extends keyof Calls>(
  name: K,
  request: Calls[K]["with"],
): Promise<Calls[K]["gives"]> {
  try {
    return await invoke<Calls[K]["gives"]>("call", { call: { call: name, with: request } });
  } catch (cause) {
    throw failureFrom(cause);
  }
}

/** From now on hears what the core tells unasked. */
export async function onEvent(handler: (event: Event) => void): Promise<void> {
  await invoke("hear", { on: new Channel<Event>(handler) });
}

/** What the title bar and the task list say. */
export async function setWindowTitle(title: string): Promise<void> {
  await getCurrentWindow().setTitle(title);
}

/** The whole screen, without a frame; or a window again. */
export async function setFullScreen(on: boolean): Promise<void> {
  await getCurrentWindow().setFullscreen(on);
}

/** How large everything in the window is, 1 for as designed. */
export async function setWindowZoom(zoom: number): Promise<void> {
  await getCurrentWebview().setZoom(zoom);
}

/** Whatever was thrown, as the core's error. */
export function failureFrom(cause: unknown): Failure {
  if (typeof cause === "object" && cause !== null && "code" in cause && "message" in cause) {
    return cause as Failure;
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return { code: "other", message, hint: "", details: "" };
}

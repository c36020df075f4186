// The canvas: puts the picture of the open document into an element and lets hands work on it. Knows the
// document and the actions' view of it, no panel.
import "./canvas.css";
import { Hands } from "./hands";
import { Stage } from "./stage";

/** Fills `container` with the canvas, until the returned function is called. The assets must have come. */
export function mountCanvas(container: HTMLElement): () => void {
  const stage = new Stage(container);
  new Hands(stage);
  stage.focus();
  return () => stage.destroy();
}

// What can be measured of how the window looks: words too faint on their ground, cut, or out of sight.

import { until } from "./program.mjs";

/** Sentences about what is wrong in the window, once nothing in it changes its colour or place. */
export async function faultsOf(browser) {
  const { found } = await until(() => browser.execute(faults), "nothing moves");
  return found;
}

/** Runs in the page; null while something in it changes. */
function faults() {
  // What goes on for ever, as a bar of progress does, is no change.
  const isStill = document
    .getAnimations()
    .every((each) => each.effect?.getComputedTiming().endTime === Infinity);
  if (!isStill) return null;

  // WCAG 2.2: 1.4.3 contrast, 2.5.8 target size.
  const LEAST_CONTRAST = 4.5;
  const LEAST_CONTRAST_LARGE = 3;
  const LEAST_TARGET = 20; // 24 with the room around it

  const found = new Set();
  const numbers = (colour) => {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [x, y, z]) => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
    1,
  ];
  const luminance = (colour) => {
    const [r, g, b] = colour.map((c) => {
      const part = c / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const ancestors = function* (element) {
    for (let at = element; at; at = at.parentElement) yield at;
  };
  const groundOf = (element) => {
    const layers = [];
    for (const at of ancestors(element)) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((under, colour) => over(colour, under), [255, 255, 255, 1]);
  };
  const isSeen = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    !element.closest(".unseen, [inert], .spoken, .black, .under");
  const scrolls = (element) =>
    [...ancestors(element.parentElement)].some((at) => {
      const { overflowX, overflowY } = getComputedStyle(at);
      return /auto|scroll/.test(overflowX + overflowY);
    });
  const named = (element, text) =>
    `"${text.trim().replace(/\s+/g, " ").slice(0, 60)}" in ${element.tagName.toLowerCase()}${[
      ...element.classList,
    ]
      .filter((name) => !name.startsWith("s-") && !name.startsWith("svelte-"))
      .map((name) => `.${name}`)
      .join("")}`;

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const isDisabled = element.closest(":disabled, [aria-disabled=true], [data-disabled]");
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
    const measured = contrast(over(numbers(style.color), ground), ground);
    if (!isDisabled && measured < (isLarge ? LEAST_CONTRAST_LARGE : LEAST_CONTRAST)) {
      found.add(`contrast ${measured.toFixed(2)}: ${named(element, node.data)}`);
    }
    if (!scrolls(element) && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1)) {
      const clipper = [...ancestors(element)].find((at) => getComputedStyle(at).textOverflow === "ellipsis");
      if (!clipper) found.add(`out of the window: ${named(element, node.data)}`);
    }
    for (const at of ancestors(element)) {
      const { overflowX, overflowY, textOverflow, display } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX + overflowY) || at === document.body) break;
      const isClipping = /hidden|clip/.test(overflowX) && display !== "inline";
      const own = at.getBoundingClientRect();
      if (
        isClipping &&
        textOverflow !== "ellipsis" &&
        (box.right > own.right + 1 || box.left < own.left - 1)
      ) {
        found.add(`cut: ${named(element, node.data)}`);
        break;
      }
    }
  }
  for (const button of document.querySelectorAll("button, [role=button], [role=tab], [role=switch]")) {
    if (!isSeen(button)) continue;
    const { width, height } = button.getBoundingClientRect();
    if (width > 0 && Math.min(width, height) < LEAST_TARGET) {
      const name = button.ariaLabel ?? button.innerText;
      found.add(`small target ${Math.round(width)} x ${Math.round(height)}: ${named(button, name)}`);
    }
  }
  return { found: [...found] };
}

import { gapKey, placeOfKey } from "@/components/editor/outline/gap-key";
import { type GapBox, nearestGap, scrollStep } from "@/components/editor/outline/nearest-gap";
import { type Hands, moveItem } from "@/components/editor/verbs/carry-out";
import { placesFor } from "@/lib/programmes/edit/every-place";

const STARTS_AFTER_PX = 16;

interface Grip {
  root: HTMLElement;
  row: HTMLElement;
  id: string;
  hands: Hands;
}

/**
 * Follows a pointer that went down on a line until it is lifted. Only after some way it is a drag: then the nearest gap lights up, wherever
 * the pointer is, and the line goes there when the pointer is lifted. Nothing on the page changes its size meanwhile.
 */
export function followPointer(down: PointerEvent, grip: Grip): void {
  const listening = new AbortController();
  const on = { signal: listening.signal, capture: true };
  let drag: Drag | null = null;

  const end = (isDrop: boolean) => {
    listening.abort();
    if (!drag) return;
    drag.end(isDrop);
    // The click that follows is the end of the drag, not a choice of the line.
    const swallow = (event: MouseEvent) => event.stopPropagation();
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, true));
  };
  window.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId !== down.pointerId) return;
      const way = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (!drag && way >= STARTS_AFTER_PX) drag = beginDrag(grip);
      drag?.move(event.clientX, event.clientY);
    },
    on,
  );
  window.addEventListener("pointerup", (event) => event.pointerId === down.pointerId && end(true), on);
  window.addEventListener("pointercancel", () => end(false), on);
  // Of the window itself: a line that loses the focus is no reason to stop.
  window.addEventListener("blur", (event) => event.target === window && end(false), on);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !drag) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    },
    on,
  );
}

interface Drag {
  move: (x: number, y: number) => void;
  end: (isDrop: boolean) => void;
}

function beginDrag({ root, row, id, hands }: Grip): Drag {
  const scroller = scrollerOf(root);
  const legal = new Set(placesFor(hands.editor.get().definition, id).map(gapKey));
  const begunAt = scroller.scrollTop;
  const gaps = measure(root, legal);
  const image = dragImage(row);
  let pointer = { x: 0, y: 0 };
  let target: GapBox | null = null;
  let frame = 0;

  const light = (gap: GapBox | null) => {
    if (gap?.key === target?.key) return;
    for (const lit of root.querySelectorAll("[data-target]")) lit.removeAttribute("data-target");
    if (gap) root.querySelector(`[data-gap="${CSS.escape(gap.key)}"]`)?.setAttribute("data-target", "");
    target = gap;
  };
  const look = () => {
    image.style.translate = `${pointer.x + 12}px ${pointer.y + 8}px`;
    light(nearestGap(gaps, pointer.x, pointer.y + scroller.scrollTop - begunAt));
  };
  const scroll = () => {
    const { top, bottom } = windowOf(scroller);
    const step = scrollStep(pointer.y, top, bottom);
    if (step !== 0) {
      scroller.scrollTop += step;
      look();
    }
    frame = requestAnimationFrame(scroll);
  };
  root.setAttribute("data-dragging", "");
  row.setAttribute("data-dragged", "");
  frame = requestAnimationFrame(scroll);
  return {
    move(x, y) {
      pointer = { x, y };
      look();
    },
    end(isDrop) {
      cancelAnimationFrame(frame);
      const place = placeOfKey(target?.key);
      light(null);
      image.remove();
      root.removeAttribute("data-dragging");
      row.removeAttribute("data-dragged");
      if (isDrop && place) moveItem(hands, id, place);
    },
  };
}

function measure(root: HTMLElement, legal: ReadonlySet<string>): GapBox[] {
  return [...root.querySelectorAll<HTMLElement>("[data-gap]")].flatMap((gap) => {
    const { gap: key = "" } = gap.dataset;
    if (!legal.has(key)) return [];
    const { left, right, top, bottom } = gap.getBoundingClientRect();
    return [{ key, left, right, y: (top + bottom) / 2 }];
  });
}

/** What is seen at the pointer: the line's mark and its own words. */
function dragImage(row: HTMLElement): HTMLElement {
  const image = document.createElement("div");
  image.className =
    "lifted pointer-events-none fixed top-0 left-0 z-50 flex max-w-72 items-center gap-2 px-2.5 py-2 text-sm";
  image.setAttribute("aria-hidden", "true");
  image.dataset.dragImage = "";
  const mark = row.querySelector(":scope > span[aria-hidden]:not([data-handle])")?.cloneNode(true);
  const words = document.createElement("span");
  words.className = "min-w-0 truncate";
  words.dir = "auto";
  words.textContent = row.querySelector("[data-title]")?.textContent ?? "";
  if (mark) image.append(mark);
  image.append(words);
  document.body.append(image);
  return image;
}

/** What scrolls when there is more of the outline than fits. */
function scrollerOf(element: HTMLElement): Element {
  for (let one = element.parentElement; one; one = one.parentElement) {
    const { overflowY } = getComputedStyle(one);
    if (/auto|scroll/.test(overflowY) && one.scrollHeight > one.clientHeight) return one;
  }
  return document.scrollingElement ?? document.documentElement;
}

function windowOf(scroller: Element): { top: number; bottom: number } {
  if (scroller === document.scrollingElement) return { top: 0, bottom: window.innerHeight };
  const { top, bottom } = scroller.getBoundingClientRect();
  return { top, bottom };
}

import type { Rect } from "@/components/editor/canvas/drawing/boxes";

/** Where the drawing lies in its frame: its origin in pixels of the frame, and how large it is shown. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}
export interface Size {
  width: number;
  height: number;
}

export const SMALLEST = 0.1;
export const LARGEST = 1.5;
const MARGIN = 32;
const SMALLEST_AT_FIRST = 0.8;

/** How a drawing is first seen: all of it if it can still be read then, else its beginning. */
export function firstView(bounds: Rect, frame: Size): View {
  const fitting = Math.floor(fittingZoom(bounds, frame) * 20) / 20;
  return { x: frame.width / 2, y: MARGIN, zoom: Math.min(1, Math.max(SMALLEST_AT_FIRST, fitting)) };
}

/** All of a drawing in the middle of the frame. */
export function fitted(bounds: Rect, frame: Size): View {
  const zoom = Math.min(1, Math.max(SMALLEST, fittingZoom(bounds, frame)));
  return {
    x: (frame.width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: Math.max(MARGIN, (frame.height - bounds.height * zoom) / 2),
    zoom,
  };
}

function fittingZoom(bounds: Rect, { width, height }: Size): number {
  return Math.min((width - 2 * MARGIN) / bounds.width, (height - 2 * MARGIN) / bounds.height);
}

/** The view moved as little as it takes to see a part of the drawing; null when it is seen already. */
export function revealing(view: View, frame: Size, rect: Rect): View | null {
  const { zoom } = view;
  const dx = shift(view.x + rect.x * zoom, rect.width * zoom, frame.width);
  const dy = shift(view.y + rect.y * zoom, rect.height * zoom, frame.height);
  return dx === 0 && dy === 0 ? null : { x: view.x + dx, y: view.y + dy, zoom };
}

function shift(from: number, length: number, room: number): number {
  const margin = Math.max(0, Math.min(MARGIN, (room - length) / 2));
  if (from < margin) return margin - from;
  return Math.min(0, room - margin - (from + length));
}

/** The view zoomed by a factor around the middle of the frame. */
export function zoomed(view: View, frame: Size, factor: number): View {
  const zoom = Math.min(LARGEST, Math.max(SMALLEST, view.zoom * factor));
  const scale = zoom / view.zoom;
  const about = (at: number, room: number) => room / 2 - (room / 2 - at) * scale;
  return { x: about(view.x, frame.width), y: about(view.y, frame.height), zoom };
}

/** How far the view moves a frame while something is dragged to the edge of the frame. */
export function edgePan(at: { x: number; y: number }, frame: Rect): { dx: number; dy: number } {
  return { dx: pull(at.x - frame.x, frame.width), dy: pull(at.y - frame.y, frame.height) };
}

const EDGE_ZONE = 56;
const FASTEST = 14;

function pull(at: number, room: number): number {
  if (at < EDGE_ZONE) return Math.min(1, (EDGE_ZONE - at) / EDGE_ZONE) * FASTEST;
  if (at > room - EDGE_ZONE) return -Math.min(1, (at - room + EDGE_ZONE) / EDGE_ZONE) * FASTEST;
  return 0;
}

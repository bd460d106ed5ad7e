import { createContext, useContext, useSyncExternalStore } from "react";
import type { Gap } from "@/components/editor/canvas/drawing/boxes";

/** What is dragged, and the gap that it would fall into. */
export interface Drag {
  id: string;
  gap: Gap | null;
}

/** What the canvas alone knows: which stop Tab comes to, and what is being dragged. */
export interface CanvasState {
  focused: string;
  drag: Drag | null;
}

/** The state of one canvas, and what its cards can ask of it. */
export interface CanvasTools {
  get: () => CanvasState;
  set: (change: Partial<CanvasState>) => void;
  follow: (tell: () => void) => () => void;
  /** A press on a card that may become a drag. */
  grab: (id: string, event: React.PointerEvent<HTMLElement>) => void;
  /** Moves the view so that what stands for an id is seen. */
  reveal: (id: string) => void;
  /** Asks what to put into a gap, beside the button that was pressed. */
  add: (gap: Gap, at: Element) => void;
  /** Adds a way to a branch. */
  addWay: (branch: string) => void;
}

export function createCanvasState(focused: string): Pick<CanvasTools, "get" | "set" | "follow"> {
  let state: CanvasState = { focused, drag: null };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const tell of listeners) tell();
    },
    follow: (tell) => {
      listeners.add(tell);
      return () => {
        listeners.delete(tell);
      };
    },
  };
}

const CanvasContext = createContext<CanvasTools | null>(null);
export const CanvasProvider = CanvasContext.Provider;

/** The canvas around a card. */
export function useCanvas(): CanvasTools {
  const tools = useContext(CanvasContext);
  if (!tools) throw new Error("There is no canvas around this component.");
  return tools;
}

/** A slice of the canvas's own state; only a change of that slice renders anew. */
export function useCanvasState<Slice>(choose: (state: CanvasState) => Slice): Slice {
  const { get, follow } = useCanvas();
  const slice = () => choose(get());
  return useSyncExternalStore(follow, slice, slice);
}

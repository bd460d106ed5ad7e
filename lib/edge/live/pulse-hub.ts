interface Watched {
  revision: string | null;
  listeners: Set<(revision: string) => void>;
}

export interface PulseHub {
  /** Tells the revision of a workspace now, as soon as it is known, and whenever it changes; answers with how to stop. */
  listen(workspaceId: string, tell: (revision: string) => void): () => void;
}

const EVERY_MS = 500;

/**
 * Looks after the revisions of workspaces for all open screens of this process together: two looks a second at each workspace that somebody
 * watches, however many watch it, and none at the others.
 */
export function createPulseHub(
  read: (workspaceId: string) => Promise<string>,
  onFailure: (error: unknown) => void,
): PulseHub {
  const watched = new Map<string, Watched>();

  const look = async (workspaceId: string, mine: Watched) => {
    try {
      const revision = await read(workspaceId);
      if (revision !== mine.revision) {
        mine.revision = revision;
        for (const tell of mine.listeners) tell(revision);
      }
    } catch (error) {
      // The next look may succeed; until then screens stay as they are.
      onFailure(error);
    }
    if (mine.listeners.size === 0) watched.delete(workspaceId);
    else setTimeout(() => void look(workspaceId, mine), EVERY_MS).unref();
  };

  return {
    listen(workspaceId, tell) {
      const known = watched.get(workspaceId);
      const mine = known ?? { revision: null, listeners: new Set() };
      // The same function may be handed in twice, and stops once for each.
      const told = (revision: string) => tell(revision);
      mine.listeners.add(told);
      if (!known) {
        watched.set(workspaceId, mine);
        void look(workspaceId, mine);
      } else if (mine.revision !== null) tell(mine.revision);
      return () => void mine.listeners.delete(told);
    },
  };
}

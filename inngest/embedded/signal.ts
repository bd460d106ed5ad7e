/** A bell for a loop that rests: it wakes when somebody rings or the time is up. */
export function createSignal() {
  let isRaised = false;
  let wake: (() => void) | null = null;
  const onRest: (() => void)[] = [];

  return {
    /** Wakes the loop now, or keeps it from resting the next time. */
    raise() {
      isRaised = true;
      wake?.();
    },
    clear() {
      isRaised = false;
    },
    /** Resolves when the loop next has nothing to do. */
    rested() {
      return new Promise<void>((done) => onRest.push(done));
    },
    async wait(ms: number) {
      if (!isRaised && ms > 0) {
        for (const done of onRest.splice(0)) done();
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms);
          wake = () => {
            clearTimeout(timer);
            done();
          };
        });
        wake = null;
      }
      isRaised = false;
    },
  };
}

/** Prints the story line by line, each with its time and outcome, and knows whether every line happened. */
export function createTimeline(write: (line: string) => void) {
  const began = Date.now();
  let failed = 0;
  let day = "";
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`.padStart(7);
  const line = (mark: string, words: string) => write(`${seconds()}  ${day.padEnd(7)} ${mark} ${words}`);
  return {
    /** From here on the story's own calendar says this. */
    day(name: string) {
      day = name;
    },
    tell: (words: string) => line(" ", words),
    check(words: string, happened: boolean, saw?: unknown) {
      if (!happened) failed++;
      line(happened ? "✓" : "✗", happened ? words : `${words}   saw: ${JSON.stringify(saw)}`);
    },
    same(words: string, saw: unknown, wanted: unknown) {
      this.check(words, JSON.stringify(saw) === JSON.stringify(wanted), saw);
    },
    failed: () => failed,
  };
}
export type Timeline = ReturnType<typeof createTimeline>;

import { readFileSync } from "node:fs";
import { folderOf } from "./folder";

const MOST = 4_000;

/** What the embedded database wrote into its log last; nothing where there is none. */
export function lastWordsOf(dataDir: string): string {
  try {
    return readFileSync(folderOf(dataDir).log, "utf8").slice(-MOST);
  } catch {
    return "";
  }
}

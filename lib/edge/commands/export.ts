import "server-only";
// npm run export -- FILE: writes everything that Trig keeps into one file, beside a running app or without it.
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { exportDatabase } from "@/db/backup/export-database";
import { writeExport } from "@/db/backup/export-file";
import { folderOf } from "@/db/embedded/folder";
import { runCommand } from "@/lib/edge/commands/command";
import { databaseBesideApp } from "@/lib/edge/commands/database-beside-app";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readKeyFile } from "@/lib/key-file";
import { keyIdOf, secretKey } from "@/lib/secret-key";
import { countClosedSecrets } from "@/lib/workspaces/connections/count-closed-secrets";

async function exportTo(given: string | undefined): Promise<string> {
  if (!given) throw new AppError("invalid", "Into which file? npm run export -- trig.export.gz");
  const path = resolve(given);
  const { DATABASE_URL, TRIG_DATA_DIR, TRIG_SECRET_KEY } = env();
  const folder = folderOf(TRIG_DATA_DIR);
  if (!DATABASE_URL && !existsSync(folder.data))
    throw new AppError(
      "not_found",
      `There is no database in ${folder.root}: say where it is in TRIG_DATA_DIR.`,
    );
  const keyFile = `${path}.key`;
  const key = TRIG_SECRET_KEY ? null : readKeyFile(folder.root);
  if (key && existsSync(keyFile))
    throw new AppError("conflict", `${keyFile} exists already: name another file.`);
  const keyId = keyIdOf(secretKey());
  const db = await databaseBesideApp();
  const { rows, tables } = await writeExport(path, (write) => exportDatabase(db, keyId, write));
  const what = `${rows} rows of ${tables} tables are in ${path}.`;
  const closed = await countClosedSecrets(db);
  const warning =
    closed > 0
      ? `\nAttention: ${closed} of its secrets do not open with that key: they need the one before it.`
      : "";
  if (!key)
    return `${what}\nIts secrets open with TRIG_SECRET_KEY, which is not in it: keep that too.${warning}`;
  writeFileSync(keyFile, key, { mode: 0o600, flag: "wx", flush: true });
  return `${what}\nThe key to its secrets is in ${keyFile}: keep both, and apart from each other.${warning}`;
}

runCommand(([path]) => exportTo(path));

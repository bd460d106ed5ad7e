import "server-only";
// npm run restore -- FILE: fills an empty database with what `npm run export` wrote.
import { resolve } from "node:path";
import { connect, databaseOptions, getDatabase } from "@/db";
import { readExport } from "@/db/backup/export-file";
import { readHeader, restoreDatabase } from "@/db/backup/restore-database";
import { runCommand } from "@/lib/edge/commands/command";
import { takeExportKey, WITHOUT_SECRETS } from "@/lib/edge/commands/take-export-key";
import { AppError } from "@/lib/errors";

async function restore(args: readonly string[]): Promise<string> {
  const given = args.find((word) => !word.startsWith("--"));
  if (!given) throw new AppError("invalid", "From which file? npm run restore -- trig.export.gz");
  const path = resolve(given);
  const lines = readExport(path);
  const { value } = await lines.next();
  const header = readHeader(value);
  if (!args.includes(WITHOUT_SECRETS)) takeExportKey(path, header.keyId);
  // Takes the data folder for us; the filling of it takes as long as it takes.
  await getDatabase();
  const { db } = connect({ ...databaseOptions(), max: 1, answersWithinMs: null });
  const { rows, leftOut } = await restoreDatabase(db, header, lines);
  const others = leftOut.length > 0 ? `\nLeft out, being none of Trig's tables: ${leftOut.join(", ")}.` : "";
  return `${rows} rows are restored, as they were at ${header.madeAt}.${others}\nStart Trig here only when it has stopped for good where they came from: both would send.`;
}

runCommand(restore);

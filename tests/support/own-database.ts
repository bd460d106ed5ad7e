// A program that takes the embedded database of TRIG_DATA_DIR as the app does, and says how that went.
import { sql } from "drizzle-orm";
import { getDatabase } from "@/db";

process.on("SIGTERM", () => process.exit(0));
try {
  const db = await getDatabase();
  await db.execute(sql`create table if not exists notes (words text)`);
  await db.execute(sql`insert into notes values ('written')`);
  const { rows } = await db.execute(sql`select count(*) as notes from notes`);
  process.stdout.write(`notes: ${rows[0]?.notes}\n`);
  setInterval(() => {}, 60_000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

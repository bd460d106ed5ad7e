import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { AppError } from "@/lib/errors";

/** A line longer than this is no line of an export. */
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Writes a new export for its owner's eyes only. It bears its name once it is whole and on disk: what was interrupted is not taken for
 * an export.
 */
export async function writeExport<Result>(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  if (existsSync(path)) throw new AppError("conflict", `${path} exists already: name another file.`);
  const draft = `${path}.${process.pid}.part`;
  const file = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
  const gzip = createGzip();
  const written = finished(gzip.pipe(file));
  gzip.on("error", (error) => file.destroy(error));
  file.on("error", (error) => gzip.destroy(error));
  written.catch(() => {});
  try {
    const result = await fill(async (text) => {
      if (!gzip.write(text)) await Promise.race([once(gzip, "drain"), written]);
    });
    gzip.end();
    await written;
    await rename(draft, path);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    const broken = file.errored;
    gzip.destroy();
    file.destroy();
    await rm(draft, { force: true });
    throw isCoded(broken) ? new AppError("invalid", `${path} cannot be written (${broken.code}).`) : error;
  }
}

/** The lines of an export, one after the other; a file that is none, or not whole, ends them with a sentence. */
export async function* readExport(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on("error", (error) => gunzip.destroy(error));
  file.pipe(gunzip).setEncoding("utf8");
  // A long row comes in thousands of pieces: they are put together once, at its end.
  let begun: string[] = [];
  let length = 0;
  try {
    for await (const piece of gunzip) {
      const [first = "", ...others] = String(piece).split("\n");
      begun.push(first);
      length += first.length;
      if (length > LONGEST_LINE) throw new AppError("invalid", `${path} is no export of Trig.`);
      const rest = others.pop();
      if (rest === undefined) continue;
      yield begun.join("");
      yield* others;
      [begun, length] = [[rest], rest.length];
    }
  } catch (error) {
    throw isCoded(error) ? new AppError("invalid", whyUnreadable(path, error.code)) : error;
  } finally {
    file.destroy();
  }
  if (length > 0) throw new AppError("invalid", whyUnreadable(path, "Z_BUF_ERROR"));
}

function whyUnreadable(path: string, code: string): string {
  if (code === "ENOENT") return `There is no file ${path}.`;
  if (code === "Z_BUF_ERROR") return `${path} is not whole: it ends in the middle. Take another copy of it.`;
  if (code === "Z_DATA_ERROR")
    return `${path} is no export of Trig, or it is damaged. Take another copy of it.`;
  return `${path} cannot be read (${code}).`;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

function isCoded(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import type { Folder } from "./folder";
import type { ServerUser } from "./user";

/**
 * Makes the folders of an embedded database, or takes those that are there in hand. Whoever reaches the socket is let in without a password,
 * and whoever reaches the files needs none, so nobody but the server and us may enter.
 */
export function makeFolders(folder: Folder, user: ServerUser): void {
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  if (user.owner) ourOwn(folder.root, user.owner);
  // What somebody else made in the place of the socket's folder goes; our own of an earlier start may stay.
  const before = lstatSync(folder.socket, { throwIfNoEntry: false });
  if (user.owner && !(before?.uid === 0 && before.isDirectory()))
    rmSync(folder.socket, { recursive: true, force: true });
  mkdirSync(folder.socket, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder.socket);
  const isOurs = found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid);
  if (!isOurs || (!user.owner && (found.mode & 0o077) !== 0)) {
    throw new AppError(
      "conflict",
      `Other users can enter ${folder.socket}: remove that folder, then start again.`,
    );
  }
  if (!user.owner) return;
  chownSync(folder.socket, 0, user.owner.gid);
  chmodSync(folder.socket, user.owner.uid === 0 ? 0o700 : 0o770);
}

/** Hands everything below a path to the server's user, the path itself last: interrupted, it begins again. */
export function giveTo(owner: ServerUser["owner"], path: string): void {
  if (!owner || statSync(path).uid === owner.uid) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: "utf8" }))
    lchownSync(join(path, entry), owner.uid, owner.gid);
  lchownSync(path, owner.uid, owner.gid);
}

// The server goes through it to its files and cannot change what lies beside them, such as the secret key.
function ourOwn(root: string, owner: { uid: number; gid: number }): void {
  const { mode } = statSync(root);
  chownSync(root, 0, owner.gid);
  chmodSync(root, (mode & 0o755) | 0o710);
}

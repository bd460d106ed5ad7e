import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { readUtf8 } from "@/lib/edge/ingestion/byte-text";
import { readBody } from "@/lib/edge/ingestion/ingest-body";
import { errorResponse, route } from "@/lib/edge/route";
import { authOptions } from "@/lib/edge/sign-in/auth";
import { readSignInForm } from "@/lib/edge/sign-in/sign-in-form";
import { AppError } from "@/lib/errors";

interface Params {
  nextauth: string[];
}

/** next-auth's addresses that our pages use. Others, like the one that logs what it is sent, do not exist. */
const USED: { readonly [method: string]: readonly string[] } = {
  GET: ["csrf", "error", "providers", "session", "signin", "signout"],
  POST: ["callback", "signout"],
};

/** next-auth's own addresses: signing in and out, and the token that its forms carry. */
export const handleSignIn = route<Params>(async (request, params) => {
  const [action = ""] = params.nextauth;
  if (!USED[request.method]?.includes(action)) throw new AppError("not_found", "Nothing has this address.");
  let trouble: unknown = null;
  const options = authOptions((error) => {
    trouble = error;
  });
  const answer: Response = await NextAuth(
    await checked(request),
    { params: Promise.resolve(params) },
    options,
  );
  return trouble === null ? answer : errorResponse(trouble);
});

/** The request with a body that next-auth can read: it stumbles over any other, and logs each time. */
async function checked(request: Request): Promise<NextRequest> {
  if (request.method !== "POST") return new NextRequest(request.url, { headers: request.headers });
  const bytes = await readBody(request);
  const form = readSignInForm(readUtf8(bytes), request.headers.get("content-type"));
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/x-www-form-urlencoded");
  headers.delete("content-length");
  return new NextRequest(request.url, { method: "POST", headers, body: form.toString() });
}

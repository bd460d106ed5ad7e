import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/edge/auth";

/** next-auth's own addresses: signing in and out, and the token that its forms carry. */
export async function handleSignIn(
  request: NextRequest,
  segment: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return NextAuth(request, segment, authOptions());
}

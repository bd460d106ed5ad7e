import { handleSignIn } from "@/lib/edge/handle-sign-in";

export const GET = handleSignIn;
export const POST = handleSignIn;

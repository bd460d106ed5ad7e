import { handleSignIn } from "@/lib/edge/sign-in/handle-sign-in";

export const GET = handleSignIn;
export const POST = handleSignIn;

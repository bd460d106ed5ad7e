import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SignInAgain } from "@/components/ui/sign-in-again";
import { frameColours, THEME_COOKIE, type Theme, themeOf } from "@/components/ui/theme";
import { Toaster } from "@/components/ui/toaster";
import "@fontsource-variable/inter";
import "./globals.css";

// Every page is made for its request: the scripts of one made beforehand would lack the nonce, and a build has no database.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Trig", template: "%s · Trig" },
  description: "Watches what customers do, sees who needs a hand, and acts.",
};

export async function generateViewport(): Promise<Viewport> {
  return { width: "device-width", initialScale: 1, themeColor: frameColours(await chosenTheme()) };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html lang="en-GB" data-theme={theme === "system" ? undefined : theme}>
      <body>
        {children}
        <Toaster />
        <SignInAgain />
      </body>
    </html>
  );
}

async function chosenTheme(): Promise<Theme> {
  return themeOf((await cookies()).get(THEME_COOKIE)?.value);
}

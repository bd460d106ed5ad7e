"use client";

import { Failure } from "@/components/ui/failure";
import "./globals.css";

/** The last resort, where not even the frame of the pages could be made. */
export default function FailedAltogether(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-GB">
      <body>
        <main>
          <Failure {...props} />
        </main>
      </body>
    </html>
  );
}

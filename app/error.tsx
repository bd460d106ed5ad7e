"use client";

import { Failure } from "@/components/ui/failure";

export default function Failed(props: { error: unknown; retry: () => void }) {
  return (
    <main>
      <Failure {...props} />
    </main>
  );
}

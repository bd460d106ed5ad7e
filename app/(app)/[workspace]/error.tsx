"use client";

import { Failure } from "@/components/ui/failure";

export default function Failed(props: { error: unknown; retry: () => void }) {
  return <Failure {...props} />;
}

"use client";

import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { useMutation } from "@/components/ui/use-mutation";

/** A change that a form asks for: what is wrong with it stands in the form, everything else goes as with every change. */
export function useForm<Args extends unknown[], Answer extends Outcome>(
  mutation: (...args: Args) => Promise<Answer>,
  options: { onDone?: (answer: Answer) => void; unanswered?: string } = {},
): { run: (...args: Args) => void; isPending: boolean; problem: string | null } {
  const [problem, setProblem] = useState<string | null>(null);
  const { run, isPending } = useMutation(mutation, {
    ...options,
    isQuiet: true,
    onDone: (answer) => {
      setProblem(null);
      options.onDone?.(answer);
    },
    onRefused: ({ message }) => setProblem(message),
  });
  return { run, isPending, problem };
}

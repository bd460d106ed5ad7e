"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";

interface Props {
  begin: (form: { from: "nothing"; name: string }) => void;
  isPending: boolean;
}

/** A job needs no more than a name to begin with. */
export function FromNothing({ begin, isPending }: Props) {
  const [name, setName] = useState("");
  return (
    <Form onSend={() => begin({ from: "nothing", name })} className="flex flex-wrap items-end gap-3">
      <Field
        label="Name"
        placeholder="Onboarding nudge"
        required
        autoFocus
        maxLength={120}
        className="flex-1 basis-56"
        value={name}
        onChange={(typed) => setName(typed.target.value)}
      />
      <SendButton look="main" className="h-9" disabled={isPending}>
        Begin
      </SendButton>
    </Form>
  );
}

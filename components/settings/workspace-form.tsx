"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";
import { ZoneField } from "@/components/ui/zone-field";

interface Values {
  name: string;
  timezone: string;
  senderName: string;
  senderAddress: string;
  channel: string;
  tooLateHours: number;
}

type Save = (change: {
  name: string;
  timezone: string;
  settings: {
    defaultSender?: { name: string; address: string };
    defaultChannel?: string;
    tooLateHours: number;
  };
}) => Promise<{ ok: boolean; message: string }>;

/** What holds for all jobs of a workspace unless they say otherwise. */
export function WorkspaceForm({ save, ...before }: Values & { save: Save }) {
  const [form, setForm] = useState({ ...before, tooLateHours: String(before.tooLateHours) });
  const [saved, setSaved] = useState(false);
  const { run, isPending: busy, problem } = useForm(save, { onDone: () => setSaved(true) });
  const at = (name: keyof Values) => ({
    name,
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const submit = () => {
    const { name, timezone, senderName, senderAddress, channel, tooLateHours } = form;
    const hasSender = senderName.trim() !== "" || senderAddress.trim() !== "";
    setSaved(false);
    run({
      name,
      timezone,
      settings: {
        ...(hasSender && { defaultSender: { name: senderName.trim(), address: senderAddress.trim() } }),
        ...(channel.trim() && { defaultChannel: channel.trim() }),
        tooLateHours: Number(tooLateHours),
      },
    });
  };
  return (
    <Form className="card p-4 sm:p-5" onSend={submit}>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <Field label="Name" required maxLength={120} {...at("name")} />
        <ZoneField
          label="Time zone"
          required
          advice="A change looks at every customer of every live job again."
          {...at("timezone")}
        />
        <Field
          label="Default sender"
          placeholder="Anna at Acme"
          maxLength={100}
          advice="A real person reads better than a department."
          {...at("senderName")}
        />
        <Field label="Their address" type="email" placeholder="anna@mail.acme.com" {...at("senderAddress")} />
        <Field
          label="Default Slack channel"
          placeholder="#customer-success"
          maxLength={100}
          {...at("channel")}
        />
        <Field
          label="Too late after (hours)"
          type="number"
          min={1}
          max={720}
          required
          advice="A message that could not leave so long after it was due is skipped."
          {...at("tooLateHours")}
        />
      </div>
      <Problem>{problem}</Problem>
      <div className="mt-5 flex items-center gap-3">
        <SendButton look="main" disabled={busy}>
          Save
        </SendButton>
        <p role="status" className="text-sm text-good-ink">
          {saved && !busy ? "Saved." : ""}
        </p>
      </div>
    </Form>
  );
}

"use client";

import { TextInput } from "@/components/editor/panel/fields/inputs";
import { PanelGroup } from "@/components/editor/panel/fields/panel-field";
import { type Reading, read, readAddress, unread } from "@/components/editor/panel/fields/reading";
import { Segments } from "@/components/editor/panel/fields/segments";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { usePanel } from "@/components/editor/panel/panel-context";
import { actionLimits, type Sender } from "@/lib/actions/schema";

interface Props {
  sender: Sender | undefined;
  change: (next: Sender | undefined) => void;
}

/** From whom an email comes: the workspace's default sender, or somebody of its own. */
export function SenderField({ sender, change }: Props) {
  const { input } = usePanel();
  const kept = useKept({ name: "sender", value: sender, texts, read: readSender, commit: change });
  const isOwn = kept.texts.whose === "own";
  const hint = isOwn
    ? "A real person reads better than a department."
    : input.workspace.hasDefaultSender
      ? undefined
      : "The workspace has no default sender yet. An owner can set one in the settings.";
  return (
    <div {...kept.group}>
      <PanelGroup label="From" path="sender" hint={hint} problem={kept.problem}>
        {(control) => (
          <div className="space-y-2">
            <Segments
              label="From"
              value={isOwn ? "own" : "default"}
              options={[
                ["default", "The default sender"],
                ["own", "Somebody else"],
              ]}
              onChoose={(whose) => kept.type({ whose })}
              field="sender"
            />
            {isOwn ? (
              <div className="grid gap-2 sm:grid-cols-2">
                <TextInput
                  data-field="sender.name"
                  aria-label="Sender’s name"
                  aria-invalid={kept.at === "name" || undefined}
                  aria-describedby={control["aria-describedby"]}
                  placeholder="Anna at Acme"
                  maxLength={actionLimits.senderName}
                  value={kept.texts.name}
                  onText={(name) => kept.type({ name })}
                />
                <TextInput
                  data-field="sender.address"
                  aria-label="Sender’s address"
                  aria-invalid={kept.at === "address" || undefined}
                  aria-describedby={control["aria-describedby"]}
                  type="email"
                  inputMode="email"
                  autoCapitalize="none"
                  placeholder="anna@mail.acme.com"
                  maxLength={320}
                  value={kept.texts.address}
                  onText={(address) => kept.type({ address })}
                />
              </div>
            ) : null}
          </div>
        )}
      </PanelGroup>
    </div>
  );
}

function texts(sender: Sender | undefined) {
  return sender
    ? { whose: "own", name: sender.name, address: sender.address }
    : { whose: "default", name: "", address: "" };
}

function readSender({ whose, name, address }: ReturnType<typeof texts>): Reading<Sender | undefined> {
  if (whose !== "own") return read(undefined);
  if (name.trim() === "") return unread("Name the sender.", "name");
  const answer = readAddress(address, "address");
  return answer.ok ? read({ name: name.trim(), address: answer.value }) : answer;
}

"use client";

import { TextInput, Toggle } from "@/components/editor/panel/fields/inputs";
import { PanelGroup } from "@/components/editor/panel/fields/panel-field";
import { type Reading, read, unread } from "@/components/editor/panel/fields/reading";
import { Segments } from "@/components/editor/panel/fields/segments";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { usePanel } from "@/components/editor/panel/panel-context";
import type { SendingWindow } from "@/lib/programmes/schema";

interface Props {
  window: SendingWindow | undefined;
  change: (next: SendingWindow | undefined) => void;
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** The hours in which messages may leave; those due outside wait for the next opening. */
export function SendingWindowField({ window, change }: Props) {
  const kept = useKept({ name: "sendingWindow", value: window, texts, read: readWindow, commit: change });
  const { isOn, on, from, to, zone } = kept.texts;
  return (
    <div {...kept.group}>
      <PanelGroup label="Sending window" path="sendingWindow" problem={kept.problem}>
        {(control) => (
          <div className="space-y-3">
            <Toggle
              data-field="sendingWindow"
              label="Send within certain hours only"
              hint="Else the workspace’s own window holds, if it has one. What is due outside waits for the next opening."
              checked={isOn !== ""}
              onSwitch={(checked) => kept.type({ isOn: checked ? "yes" : "" })}
            />
            {isOn ? (
              <>
                <Days on={on} choose={(next) => kept.type({ on: next })} />
                <span className="flex items-center gap-2 text-sm text-ink-2">
                  <TextInput
                    {...control}
                    data-field="sendingWindow.from"
                    aria-label="From"
                    type="time"
                    value={from}
                    onText={(text) => kept.type({ from: text })}
                    className="max-w-32"
                  />
                  to
                  <TextInput
                    data-field="sendingWindow.to"
                    aria-label="To"
                    aria-describedby={control["aria-describedby"]}
                    type="time"
                    value={to}
                    onText={(text) => kept.type({ to: text })}
                    className="max-w-32"
                  />
                </span>
                <Segments
                  label="In which time zone"
                  value={zone === "person" ? "person" : "workspace"}
                  options={[
                    ["workspace", "The workspace’s time"],
                    ["person", "Each person’s time"],
                  ]}
                  onChoose={(chosen) => kept.type({ zone: chosen })}
                />
              </>
            ) : null}
          </div>
        )}
      </PanelGroup>
    </div>
  );
}

function Days({ on, choose }: { on: string; choose: (on: string) => void }) {
  const { isReadOnly } = usePanel();
  const toggle = (digit: string, checked: boolean) =>
    choose([...on.replace(digit, ""), ...(checked ? [digit] : [])].sort().join(""));
  return (
    <fieldset aria-label="Days" className="grid grid-cols-7 gap-1 text-sm">
      {days.map((day, index) => (
        <label
          key={day}
          className="grid h-8 cursor-pointer place-items-center rounded-md border border-line text-ink-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:text-ink has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="checkbox"
            className="sr-only"
            disabled={isReadOnly}
            checked={on.includes(String(index + 1))}
            onChange={(event) => toggle(String(index + 1), event.target.checked)}
          />
          {day}
        </label>
      ))}
    </fieldset>
  );
}

/** Its days are written as their digits: 12345 is Monday to Friday. */
function texts(window: SendingWindow | undefined) {
  if (!window) return { isOn: "", on: "12345", from: "09:00", to: "17:00", zone: "workspace" };
  const { days: all, from, to, zone } = window;
  return { isOn: "yes", on: [...all].sort().join(""), from, to, zone: String(zone) };
}

function readWindow({
  isOn,
  on,
  from,
  to,
  zone,
}: ReturnType<typeof texts>): Reading<SendingWindow | undefined> {
  if (isOn === "") return read(undefined);
  if (on === "") return unread("Choose at least one day.", "on");
  if (from === "" || to === "") return unread("Say from when to when.", from === "" ? "from" : "to");
  return read({ days: [...on].map(Number), from, to, zone: zone === "person" ? "person" : "workspace" });
}

"use client";

import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Problem } from "@/components/ui/problem";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import { useMutation } from "@/components/ui/use-mutation";
import { typeNames, valueTypes } from "@/lib/profiles/attributes/type-words";
import type { ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";

interface Wanted {
  entity: Entity;
  key: string;
  type: ValueType;
}

interface Props {
  of: Omit<Wanted, "type">;
  current: ValueType;
  preview: (wanted: Wanted) => Promise<Outcome & { sentences?: string[] }>;
  change: (wanted: Wanted) => Promise<Outcome>;
}

/** The type through which an attribute is read, and what another one would make of the values that customers have. */
export function AttributeType({ of, current, preview, change }: Props) {
  const [chosen, choose] = useState<ValueType>(current);
  const [sentences, setSentences] = useState<string[] | null>(null);
  const look = useForm(preview, { onDone: (answer) => setSentences(answer.sentences ?? []) });
  const keep = useMutation(change, { onDone: () => setSentences(null) });
  const back = () => {
    choose(current);
    setSentences(null);
  };
  const ask = (type: ValueType) => {
    choose(type);
    setSentences(null);
    if (type !== current) look.run({ ...of, type });
  };
  return (
    <Section title="Type">
      <div className="card space-y-3 px-4 py-3">
        <Select
          aria-label="The type of this attribute"
          className="h-9 w-full"
          value={chosen}
          disabled={look.isPending || keep.isPending}
          onChange={(event) => ask(valueTypes.find((type) => type === event.target.value) ?? current)}
        >
          {valueTypes.map((type) => (
            <option key={type} value={type}>
              {typeNames[type]}
            </option>
          ))}
        </Select>
        <Problem>{look.problem}</Problem>
        <div aria-live="polite" className="space-y-2 text-sm text-pretty text-ink-2 [overflow-wrap:anywhere]">
          {chosen === current ? (
            <p>Values stay as they came. One that is of another type counts as no value.</p>
          ) : sentences === null ? (
            <p>Looking at the values…</p>
          ) : (
            sentences.map((sentence) => <p key={sentence}>{sentence}</p>)
          )}
          {chosen !== current && sentences ? (
            <p>Live jobs that read it look at all customers again.</p>
          ) : null}
        </div>
        {chosen !== current && sentences ? (
          <div className="flex flex-wrap gap-2">
            <Button look="main" disabled={keep.isPending} onClick={() => keep.run({ ...of, type: chosen })}>
              Change the type
            </Button>
            <Button disabled={keep.isPending} onClick={back}>
              Leave as it is
            </Button>
          </div>
        ) : null}
      </div>
    </Section>
  );
}

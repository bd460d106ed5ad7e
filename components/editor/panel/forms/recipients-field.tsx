"use client";

import { Choice } from "@/components/editor/panel/fields/inputs";
import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { FilterForm } from "@/components/editor/panel/filter/filter-form";
import type { Recipients } from "@/lib/actions/schema";
import { whoClause } from "@/lib/audiences/describe";

interface Props {
  recipients: Recipients;
  change: (next: Recipients, coalesce?: string) => void;
}

const choices = [
  ["primary_contact", "The primary contact"],
  ["everyone", "Everyone in the organisation"],
  ["people", "Its people who match …"],
] as const satisfies readonly (readonly [Recipients["to"], string])[];

const hints: { readonly [To in Recipients["to"]]: string | undefined } = {
  primary_contact: "Who is marked as such, else whoever was active last and has an address.",
  everyone: "Each of its people gets one message.",
  people: undefined,
};

/** Whom of an organisation an email goes to. */
export function RecipientsField({ recipients, change }: Props) {
  return (
    <div className="space-y-3">
      <PanelField label="To" path="recipients.to" hint={hints[recipients.to]}>
        {(control) => (
          <Choice
            {...control}
            value={recipients.to}
            options={choices}
            onChoose={(to) => change(to === "people" ? { to, matching: { any: [] } } : { to })}
            className="w-full"
          />
        )}
      </PanelField>
      {"matching" in recipients ? (
        <FilterForm
          label="Who match"
          filter={recipients.matching}
          change={(matching, coalesce) => change({ to: "people", matching }, coalesce)}
          path="recipients.matching"
          entity="person"
          words={(filter) => `Each of them ${whoClause(filter)}`}
          empty="Nobody yet: add a condition."
        />
      ) : null}
    </div>
  );
}

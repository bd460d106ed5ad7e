"use client";

import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";

/** A time zone by its name, with those the browser knows to choose from. */
export function ZoneField(props: ComponentProps<typeof Field>) {
  return (
    <>
      <Field {...props} list="time-zones" autoComplete="off" spellCheck={false} maxLength={60} />
      <datalist id="time-zones">
        {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

"use client";

import { useId, useState } from "react";
import { Form, SendButton } from "@/components/ui/form";
import { Select } from "@/components/ui/select";
import type { NamedProgramme } from "@/lib/programme-kinds";

interface Props {
  jobs: NamedProgramme[];
  begin: (form: { from: "job"; slug: string }) => void;
  isPending: boolean;
}

/** A copy of another job's draft. */
export function FromJob({ jobs, begin, isPending }: Props) {
  const id = useId();
  const [slug, setSlug] = useState(jobs[0]?.slug ?? "");
  return (
    <Form onSend={() => begin({ from: "job", slug })} className="flex flex-wrap items-end gap-3">
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          Job
        </label>
        <Select
          id={id}
          value={slug}
          onChange={(chosen) => setSlug(chosen.target.value)}
          className="h-9 w-full text-base font-normal"
        >
          {jobs.map((job) => (
            <option key={job.slug} value={job.slug}>
              {job.name}
            </option>
          ))}
        </Select>
      </div>
      <SendButton look="main" className="h-9" disabled={isPending}>
        Copy it
      </SendButton>
    </Form>
  );
}

"use client";

import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";
import type { Entity } from "@/lib/profiles/schema";

interface Props {
  customer: { entity: Entity; id: string; name: string };
  job: { slug: string; name: string };
  remove: (form: {
    job: string;
    entity: Entity;
    customer: string;
    why: string;
    runsExitActions: boolean;
  }) => Promise<Outcome>;
}

/** Takes a customer out of a job by hand: for a reason, and with or without what else happens to those who exit. */
export function RemoveFromJob({ customer, job, remove }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [runs, setRuns] = useState(true);
  const { run, isPending, problem } = useForm(remove, { onDone: () => setOpen(false) });
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`Remove ${customer.name} from ${job.name}`}
        className="quiet-link text-ink-3"
      >
        Remove
      </button>
      {isOpen ? (
        <Dialog
          title={`Take ${customer.name} out of ${job.name}?`}
          about="What this job has not sent them yet is not sent."
          onClose={() => setOpen(false)}
        >
          <Form
            onSend={() =>
              run({
                job: job.slug,
                entity: customer.entity,
                customer: customer.id,
                why,
                runsExitActions: runs,
              })
            }
          >
            <Field
              label="Why"
              placeholder="They asked us to stop"
              required
              autoFocus
              maxLength={500}
              value={why}
              onChange={(typed) => setWhy(typed.target.value)}
            />
            <label className="mt-4 flex cursor-pointer items-start gap-2.5 text-sm">
              <input
                type="checkbox"
                checked={runs}
                onChange={(event) => setRuns(event.target.checked)}
                className="mt-0.5 accent-accent"
              />
              <span>
                <span className="block font-medium">Run the exit actions</span>
                <span className="block text-ink-2">
                  What happens to everybody who exits happens here too.
                </span>
              </span>
            </label>
            <Problem>{problem}</Problem>
            <div className="mt-5 flex justify-end gap-3">
              <Button className="h-9" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <SendButton look="main" className="h-9" disabled={isPending}>
                Remove
              </SendButton>
            </div>
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}

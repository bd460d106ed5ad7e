"use client";

import { Plus } from "lucide-react";
import { useId, useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { Entity } from "@/lib/profiles/schema";

interface Props {
  customer: { entity: Entity; id: string; name: string };
  /** Those that run, about customers of this kind, and that the customer is not in. */
  jobs: { slug: string; name: string }[];
  add: (form: { job: string; entity: Entity; customer: string; why: string }) => Promise<Outcome>;
}

/** Lets a customer into a running job by hand, whether or not they match, for a reason. */
export function AddToJob({ customer, jobs, add }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [chosen, choose] = useState("");
  // One that was chosen may be gone from the list since: they are in it now.
  const job = (jobs.find(({ slug }) => slug === chosen) ?? jobs[0])?.slug ?? "";
  const [why, setWhy] = useState("");
  const id = useId();
  const { run, isPending, problem } = useForm(add, { onDone: () => setOpen(false) });
  if (jobs.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} className="h-7 px-2">
        <Plus aria-hidden size={13} />
        Add to a job
      </Button>
      {isOpen ? (
        <Dialog
          title={`Let ${customer.name} into a job`}
          about="They enter at once, whether or not they match, and get what it sends on entry."
          onClose={() => setOpen(false)}
        >
          <Form onSend={() => run({ job, entity: customer.entity, customer: customer.id, why })}>
            <div className="flex flex-col gap-1">
              <label htmlFor={id} className="text-sm font-medium">
                Job
              </label>
              <Select
                id={id}
                value={job}
                onChange={(event) => choose(event.target.value)}
                className="h-9 w-full text-base"
              >
                {jobs.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </Select>
            </div>
            <Field
              label="Why"
              placeholder="Sales promised them a hand"
              required
              maxLength={500}
              className="mt-4"
              value={why}
              onChange={(typed) => setWhy(typed.target.value)}
            />
            <Problem>{problem}</Problem>
            <div className="mt-5 flex justify-end gap-3">
              <Button className="h-9" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <SendButton look="main" className="h-9" disabled={isPending}>
                Let them in
              </SendButton>
            </div>
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}

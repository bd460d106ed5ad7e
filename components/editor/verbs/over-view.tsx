"use client";

import { AddPicker } from "@/components/editor/verbs/add-picker";
import type { Asked } from "@/components/editor/verbs/asked";
import type { Hands, Run } from "@/components/editor/verbs/carry-out";
import { KeysDialog } from "@/components/editor/verbs/keys-dialog";
import { MovePicker } from "@/components/editor/verbs/move-picker";
import { PastedDialog } from "@/components/editor/verbs/pasted-dialog";
import type { ReadPasted } from "@/components/editor/verbs/read-pasted";
import { RemoveDialog } from "@/components/editor/verbs/remove-dialog";
import { RowMenu } from "@/components/editor/verbs/row-menu";

interface Props {
  asked: Asked;
  hands: Hands;
  run: Run;
  readPasted: ReadPasted | null;
  onClose: () => void;
}

/** What lies over a view; fetched apart from it. */
export default function OverView({ asked, hands, run, readPasted, onClose }: Props) {
  switch (asked.kind) {
    case "add":
      return <AddPicker {...asked} hands={hands} readPasted={readPasted} onClose={onClose} />;
    case "move":
      return <MovePicker {...asked} hands={hands} onClose={onClose} />;
    case "menu":
      return <RowMenu {...asked} hands={hands} run={run} onClose={onClose} />;
    case "remove":
      return <RemoveDialog id={asked.id} hands={hands} onClose={onClose} />;
    case "pasted":
      return <PastedDialog missing={asked.missing} hands={hands} onClose={onClose} />;
    case "keys":
      return <KeysDialog onClose={onClose} />;
  }
}

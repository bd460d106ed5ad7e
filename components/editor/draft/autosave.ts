import type { Keep } from "@/components/editor/draft/kept-typing";
import type { SaveMode, SaveState } from "@/components/editor/draft/save-state";
import { SendTimer } from "@/components/editor/draft/send-timer";
import { type Transport, Unsent } from "@/components/editor/draft/transport";
import { whoseSave } from "@/components/editor/draft/whose-save";
import type {
  Author,
  DraftGone,
  DraftState,
  SaveAnswer,
  SavedDraft,
  WatchAnswer,
} from "@/lib/programmes/draft/draft-answers";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition, Problem } from "@/lib/programmes/schema";

interface Options {
  transport: Transport;
  keep: Keep;
  /** What the page was opened with. */
  opened: Pick<DraftState, "revision" | "liveVersion"> & { definition: Definition; problems: Problem[] };
  /** Shows a definition in the editor in place of what is there, as one step that can be undone. */
  show: (definition: Definition, why: { by: Author | null } | "restored") => void;
  /** A viewer changes nothing, and sees what others do. */
  mayEdit: boolean;
}

/**
 * Keeps what is edited: one save at a time, soon after the last key; what cannot be sent stays in this browser and is tried again; what
 * somebody else saved is never overwritten before the member has chosen. Knows nothing of React. Its modes are in save-state.ts.
 */
export class Autosave {
  private state: SaveState;
  private liveVersion: number | null;
  /** What the server has at our revision. */
  private saved: Definition;
  private latest: Definition;
  private sending: { sent: Definition; done: Promise<void> } | null = null;
  /** Sent without an answer: the server may have it. */
  private inDoubt: Definition[] = [];
  /** The others' saves are shown by themselves, since theirs were taken and nothing was typed here since. */
  private isFollowing: boolean;
  /** How often it was put on the screen. */
  private places = 0;
  private readonly timer = new SendTimer(() => void this.send());
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    const { revision, problems, liveVersion, definition } = options.opened;
    const save = { mode: "saved", atMs: null } as const;
    this.state = { save, revision, problems, published: null, visitors: [] };
    this.liveVersion = liveVersion;
    this.saved = definition;
    this.latest = definition;
    this.isFollowing = !options.mayEdit;
  }

  readonly get = (): SaveState => this.state;
  readonly follow = (tell: () => void): (() => void) => {
    this.listeners.add(tell);
    return () => void this.listeners.delete(tell);
  };

  /** What this browser kept of an earlier page is shown again, unless it has arrived. */
  restore() {
    const { keep, mayEdit, show } = this.options;
    const kept = mayEdit ? keep.read() : null;
    if (!kept) return;
    if (sameJson(kept.definition, this.saved)) return keep.clear();
    this.latest = kept.definition;
    show(kept.definition, "restored");
    const hasArrived = kept.sent !== null && sameJson(kept.sent, this.saved);
    if (kept.basedOn === this.state.revision || hasArrived) return this.soon();
    const theirs = { by: null, revision: this.state.revision, definition: this.saved, isTouched: true };
    this.enter({ mode: "theirs", theirs });
  }

  /** The editor shows another definition now. */
  changed(definition: Definition) {
    if (definition === this.latest || !this.options.mayEdit) return;
    this.latest = definition;
    this.isFollowing = false;
    const { save } = this.state;
    if (save.mode === "theirs" && !save.theirs.isTouched)
      this.enter({ ...save, theirs: { ...save.theirs, isTouched: true } });
    // Nothing is sent before it is chosen, or before the next try: until then it is kept here.
    if (this.isStopped() || save.mode === "hindered") return this.keepTyping();
    if (save.mode !== "saving") this.enter({ mode: "pending" });
    this.timer.afterRest();
  }

  /** Saves at once; true where everything is saved then. */
  async flush(): Promise<boolean> {
    await this.sending?.done;
    await this.send();
    return this.state.save.mode === "saved";
  }

  /** The network is there again, or the member has signed in again. */
  retry() {
    this.timer.forgive();
    if (this.state.save.mode === "hindered") this.soon();
  }

  /** Asks how the draft stands, and says what is selected here; a viewer does not. */
  async look(selected: string | null): Promise<void> {
    const { transport, mayEdit } = this.options;
    try {
      const here = mayEdit ? { selected: selected ?? "" } : {};
      this.hearWatch(await transport.watch({ known: this.state.revision, ...here }, false));
    } catch (error) {
      // Saving tells of a network that is away, and it is looked again soon.
      if (!(error instanceof Unsent)) throw error;
    }
  }

  /** Whose is kept, where somebody else has saved. The other one can be had back: ours by undo, theirs from whoever saved it. */
  choose(whose: "mine" | "theirs") {
    if (this.state.save.mode !== "theirs") return;
    const { revision, definition, by } = this.state.save.theirs;
    if (whose === "theirs") {
      if (!definition) return;
      this.isFollowing = true;
      return this.take(revision, definition, by);
    }
    this.set({ revision });
    this.saved = definition ?? this.saved;
    // Where theirs cannot be read, it is not known to be the same: ours is sent in any case.
    this.inDoubt = definition ? [] : [this.latest];
    this.soon();
  }

  /** The page is being closed: what is not saved yet is sent without waiting, and kept in this browser in any case. */
  close() {
    const { transport, mayEdit } = this.options;
    if (!mayEdit) return;
    this.keepTyping();
    const { revision } = this.state;
    const send = (last: Promise<unknown>) => void last.catch(() => undefined);
    if (!this.isClean() && !this.isStopped())
      send(transport.save({ basedOn: revision, definition: this.latest }, true));
    send(transport.watch({ known: revision, selected: null }, true));
  }

  /** The editor is on the screen. */
  begin() {
    this.places += 1;
    this.timer.begin();
  }

  /** The editor is left for another page of ours: what is not saved yet is saved, as far as that can be done at once. */
  async leave(): Promise<void> {
    const place = this.places;
    this.keepTyping();
    await this.flush();
    if (place !== this.places) return;
    this.stop();
    const { transport, mayEdit } = this.options;
    if (mayEdit)
      await transport.watch({ known: this.state.revision, selected: null }, true).catch(() => null);
  }

  /** Nothing more is sent. */
  readonly stop = () => this.timer.stop();

  private async send(): Promise<void> {
    this.timer.clear();
    if (this.sending || this.isStopped() || !this.options.mayEdit) return;
    if (this.isClean() && this.inDoubt.length === 0) return this.rest();
    const sent = this.latest;
    const asked = this.options.transport.save({ basedOn: this.state.revision, definition: sent }, false);
    const done = asked.then(
      (answer) => this.hearSave(answer, sent),
      (error: unknown) => this.fail(error, sent),
    );
    this.sending = { sent, done };
    this.keepTyping();
    if (this.state.save.mode !== "hindered") this.enter({ mode: "saving" });
    await done;
  }

  private fail(error: unknown, sent: Definition) {
    this.sending = null;
    if (!(error instanceof Unsent)) throw error;
    if (this.isStopped()) return;
    if (error.why === "refused") {
      this.enter({ mode: "refused", message: error.message });
      if (!sameJson(this.latest, sent)) this.timer.afterRest();
      return;
    }
    this.enter({ mode: "hindered", why: error.why });
    if (error.why !== "signed_out") {
      this.inDoubt.push(sent);
      this.timer.afterFailure();
    }
    this.keepTyping();
  }

  private hearSave(answer: SaveAnswer, sent: Definition) {
    this.sending = null;
    if (answer.outcome === "archived" || answer.outcome === "deleted") return this.end(answer);
    this.hearState(answer);
    if (answer.outcome === "stale") return this.hearOther(answer.revision, answer, answer.savedBy);
    this.set({ problems: answer.problems });
    this.settle(answer.revision, sent);
  }

  private hearWatch(answer: WatchAnswer) {
    if (answer.outcome !== "open") return this.end(answer);
    this.hearState(answer);
    this.set({ visitors: answer.visitors });
    const { save, revision } = this.state;
    if (save.mode === "gone") return this.soon();
    // Our own save may be on its way: its answer says the same, and more.
    const known = save.mode === "theirs" ? save.theirs.revision : revision;
    if (this.sending || !answer.news || answer.revision <= known) return;
    this.hearOther(answer.revision, answer.news, answer.savedBy);
  }

  private hearState({ liveVersion, publishedBy }: DraftState) {
    if (liveVersion === null || liveVersion === this.liveVersion) return;
    this.liveVersion = liveVersion;
    if (!publishedBy?.isYou) this.set({ published: { version: liveVersion, by: publishedBy } });
  }

  /** Something was saved after our revision. */
  private hearOther(revision: number, news: SavedDraft, by: Author | null) {
    const { latest, saved, inDoubt, isFollowing } = this;
    const theirs = news.definition;
    const whose = whoseSave({ news, by, latest, saved, inDoubt, isFollowing });
    if (whose.is === "ours") return this.settle(revision, whose.definition);
    if (theirs && whose.is === "show") return this.take(revision, theirs, by);
    this.timer.clear();
    this.keepTyping();
    this.enter({ mode: "theirs", theirs: { by, revision, definition: theirs, isTouched: !this.isClean() } });
  }

  private take(revision: number, definition: Definition, by: Author | null) {
    this.latest = definition;
    this.options.show(definition, { by });
    this.settle(revision, definition);
  }

  private end(gone: DraftGone) {
    if (!this.options.mayEdit) return;
    this.timer.clear();
    this.keepTyping();
    this.enter({ mode: "gone", ...gone });
  }

  /** The server has this, as this revision. */
  private settle(revision: number, definition: Definition) {
    this.saved = definition;
    this.inDoubt = [];
    this.timer.forgive();
    this.set({ revision });
    this.keepTyping();
    if (this.isClean()) return this.rest();
    this.enter({ mode: "pending" });
    this.timer.afterRest();
  }

  private rest() {
    this.timer.clear();
    if (this.state.save.mode !== "saved") this.enter({ mode: "saved", atMs: performance.now() });
  }

  private soon() {
    if (this.state.save.mode !== "hindered") this.enter({ mode: "pending" });
    this.timer.atOnce();
  }

  private keepTyping() {
    const { keep, mayEdit } = this.options;
    // Who only looks has typed nothing: what an earlier page of theirs kept stays for when they may write again.
    if (!mayEdit) return;
    if (this.isClean()) return keep.clear();
    const sent = this.sending?.sent ?? this.inDoubt.at(-1) ?? null;
    keep.write({ basedOn: this.state.revision, definition: this.latest, sent });
  }

  private isClean(): boolean {
    return this.latest === this.saved || sameJson(this.latest, this.saved);
  }

  private isStopped(): boolean {
    return this.state.save.mode === "theirs" || this.state.save.mode === "gone";
  }

  private enter(save: SaveMode) {
    this.set({ save });
  }

  private set(change: Partial<SaveState>) {
    this.state = { ...this.state, ...change };
    for (const tell of this.listeners) tell();
  }
}

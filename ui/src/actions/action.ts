// What an action is. Menus, palette, shortcuts and help read the list in `index.ts`.

/** Something a user can do, by any way the window offers. */
export interface Action {
  /** Never changes: "undo". */
  readonly id: string;
  /** What it does, as a command: "Undo". */
  readonly name: string;
  readonly group: "File" | "Edit" | "Insert" | "Arrange" | "View" | "Tools" | "Help";
  /** Keys, the first one is shown: "Mod+Z" (Mod is Ctrl, or Command on a Mac), "Shift+F", "1", "?". */
  readonly keys: readonly string[];
  /** Its keys work also while typing in a text field. */
  readonly inText?: boolean;
  /** Its keys work only while the canvas has the focus. */
  readonly onCanvas?: boolean;
  /** The name with what it would act on: "Undo move Acme". */
  readonly title?: () => string;
  /** Whether it makes sense now. Reads reactive state, so it may stand in a template. */
  possible(): boolean;
  /** For switches: whether it is on. */
  readonly on?: () => boolean;
  run(): void | Promise<unknown>;
}

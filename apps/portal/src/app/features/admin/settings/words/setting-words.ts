/** What the page says of one setting. */
export interface SettingWords {
  /** With its unit, where it has one: "Keep conversations for (days)". */
  readonly label: string;
  /** What it changes for people, in one or two sentences. */
  readonly help: string;
  /** Whether it is rarely needed, and folded away. */
  readonly advanced?: true;
  /** What the values of a choice are called. */
  readonly options?: Readonly<Record<string, string>>;
}

/** A part of the page with an address of its own. */
export interface SectionWords {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** In the order in which they are shown. */
  readonly settings: Readonly<Record<string, SettingWords>>;
}

/** A file that a person chose or dropped; the path is there where it came with its folder. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

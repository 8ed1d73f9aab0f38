const LIST_OR_HEADING = /^[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})$/u;
const LIST_ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/u;
const FENCE = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})([^`]*)$/u;
const LONGEST_LINE_START = 400;
const CODE_INDENT = 4;

/** Follows a growing Markdown text, character by character, and says which of it is code. What it cannot know yet it takes for code. */
export class CodeWatch {
  /** The line so far, as much of it as shows what the line is. */
  #line = '';
  #fence = '';
  /** Length of the run of backticks being read, and of the run that opened the code we are in (0: none). */
  #run = 0;
  #span = 0;
  #isIndentedCode = false;
  #followsBlank = true;
  #isInList = false;

  /** Whether this next character is code, or part of what begins or ends it. */
  next(character: string): boolean {
    if (character === '`' && this.#fence === '' && !(this.#span === 0 && this.#run === 0 && this.#line.endsWith('\\'))) {
      this.#run += 1;
      this.#keep(character);
      return true;
    }
    this.#closeRun();
    if (character === '\n') {
      this.#endLine();
      return this.#isCode();
    }
    if (this.#line.trim() === '' && character.trim() !== '') this.#beginLine();
    if (character === ' ' && LIST_OR_HEADING.test(this.#line)) this.#span = 0;
    this.#keep(character);
    return this.#isCode();
  }

  #isCode(): boolean {
    return this.#fence !== '' || this.#span > 0 || this.#isIndentedCode || /^[ \t>]*~~~/u.test(this.#line);
  }

  #keep(character: string): void {
    if (this.#line.length < LONGEST_LINE_START) this.#line += character;
  }

  #closeRun(): void {
    if (this.#run === 0) return;
    if (this.#span === 0) this.#span = this.#run;
    else if (this.#span === this.#run) this.#span = 0;
    this.#run = 0;
  }

  #beginLine(): void {
    const indent = this.#line.replaceAll('\t', '    ').length;
    if (this.#followsBlank && indent < 2) this.#isInList = false;
    this.#isIndentedCode = this.#fence === '' && this.#followsBlank && !this.#isInList && indent >= CODE_INDENT;
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = '';
    if (this.#fence !== '') {
      const closing = line.replace(/^[ \t>]*/u, '').trimEnd();
      if (closing.startsWith(this.#fence) && closing === this.#fence.charAt(0).repeat(closing.length)) this.#fence = '';
      return;
    }
    const fence = this.#isIndentedCode ? null : FENCE.exec(line);
    if (fence !== null) {
      this.#fence = fence[1] ?? '';
      this.#span = 0;
    }
    if (LIST_ITEM.test(line)) this.#isInList = true;
    const isBlank = line.trim() === '';
    if (isBlank) this.#span = 0; // code within a paragraph ends with it
    this.#followsBlank = isBlank || this.#isIndentedCode;
    this.#isIndentedCode = false;
  }
}

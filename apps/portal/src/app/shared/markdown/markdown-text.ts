import {
  Component,
  ElementRef,
  ViewEncapsulation,
  afterRenderEffect,
  inject,
  input,
  output,
  resource,
  viewChild,
} from '@angular/core';
import { shownText } from '#contracts/shown-text.js';
import { actOnCode } from './code/code-acts.js';
import type { Block } from './markdown-nodes.js';
import { followFootnote } from './notes/footnotes.js';
import { withoutSigns } from './syntax/marks.rules.js';

type Reader = typeof import('./markdown-reader.js');

/** A quote of the text that is shown. */
export interface QuoteInText {
  readonly markdown: string;
  readonly share: number;
}

/** Where a citation mark is on the screen, for a preview beside it. */
export interface MarkPlace {
  readonly mark: number;
  readonly element: HTMLElement;
}

/** An answer as text with its markup. It may grow: finished blocks stay as they are, so that a selection in them survives. */
@Component({
  selector: 'cm-markdown-text',
  template: `<div #place class="cm-markdown"></div>`,
  styleUrls: ['./markdown-text.scss', './markdown-extras.scss'],
  // The nodes inside are made by hand and carry no marks of a component.
  encapsulation: ViewEncapsulation.None,
  host: {
    '(click)': 'press($event)',
    '(pointerover)': 'look($event)',
    '(pointerout)': 'lookAway($event)',
    '(focusin)': 'look($event)',
    '(focusout)': 'lookAway($event)',
  },
})
export class MarkdownText {
  /** Markdown; citation marks in it are signs (`withSigns`). */
  readonly text = input.required<string>();
  /** Whether to mark sentences that no citation supports; for complete answers. */
  readonly marksUnsupported = input(false);
  /** Markdown of a quote to mark in the text, and its approximate position (0 to 1). */
  readonly quote = input<QuoteInText | null>(null);

  /** How many sentences were marked as having no source. */
  readonly unsupported = output<number>();
  readonly quoteShown = output<HTMLElement>();

  readonly markPressed = output<number>();
  readonly markSeen = output<MarkPlace | null>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly reader = resource({ loader: () => import('./markdown-reader.js') });
  private hasMarkings = false;
  private shown: { raw: string; nodes: ChildNode[] }[] = [];

  constructor() {
    afterRenderEffect(() => {
      const reader = this.reader.hasValue() ? this.reader.value() : null;
      const text = shownText(this.text());
      // Raw markup is shown only if the parser cannot be loaded; a blank moment is calmer.
      if (reader !== null) this.show(reader, text);
      else this.place().nativeElement.textContent = this.reader.error() === undefined ? '' : withoutSigns(text);
    });
  }

  protected press(event: Event): void {
    const target = event.target as HTMLElement;
    const mark = markOf(target);
    if (mark !== null) this.markPressed.emit(mark);
    else if (!actOnCode(target)) followFootnote(target, this.host.nativeElement);
  }

  protected look(event: Event): void {
    const target = event.target as HTMLElement;
    const mark = markOf(target);
    if (mark !== null) this.markSeen.emit({ mark, element: target });
  }

  protected lookAway(event: Event): void {
    if (markOf(event.target as HTMLElement) !== null) this.markSeen.emit(null);
  }

  private show(reader: Reader, text: string): void {
    const quote = this.quote();
    const marksUnsupported = this.marksUnsupported();
    const place = this.place().nativeElement;
    // What is marked within blocks is not part of their source: they are made anew.
    if (this.hasMarkings) this.clear(place);
    this.hasMarkings = marksUnsupported || quote !== null;
    if (this.hasMarkings) this.clear(place);
    this.showBlocks(place, reader.blocksOf(text));
    if (marksUnsupported) this.unsupported.emit(reader.markUnsupported(place));
    if (quote !== null) {
      const alone = document.createElement('div');
      for (const block of reader.blocksOf(shownText(quote.markdown))) alone.append(block.build());
      const [first] = reader.highlight(place, reader.plainText(alone), quote.share);
      if (first !== undefined) this.quoteShown.emit(first);
    }
  }

  private clear(place: HTMLElement): void {
    place.replaceChildren();
    this.shown = [];
  }

  private showBlocks(place: HTMLElement, blocks: readonly Block[]): void {
    const reusable = this.shown;
    if (reusable.length === 0) place.replaceChildren();
    let same = 0;
    while (same < blocks.length && same < reusable.length && blocks[same]?.raw === reusable[same]?.raw) same++;
    for (const gone of reusable.slice(same))
      gone.nodes.forEach((node) => {
        node.remove();
      });
    const fresh = blocks.slice(same).map((block) => {
      const made = block.build();
      const nodes = (made instanceof DocumentFragment ? [...made.childNodes] : [made]) as ChildNode[];
      place.append(...nodes);
      return { raw: block.raw, nodes };
    });
    this.shown = [...reusable.slice(0, same), ...fresh];
  }
}

function markOf(element: HTMLElement): number | null {
  const mark = element.dataset['mark'];
  return mark === undefined ? null : Number(mark);
}

import { Directive, inject, input, output, signal } from '@angular/core';
import { Notices } from '../../core/notices.js';
import { droppedFiles } from './dropped-files.js';
import type { ChosenFile } from './chosen-file.js';

/** Takes files and folders that are dropped on an element. Everything that it does can be done with a button too. */
@Directive({
  selector: '[cmFileDrop]',
  exportAs: 'cmFileDrop',
  host: {
    '(dragenter)': 'enter($event)',
    '(dragover)': 'allow($event)',
    '(dragleave)': 'leave($event)',
    '(drop)': 'take($event)',
  },
})
export class FileDrop {
  private readonly notices = inject(Notices);
  private readonly depth = signal(0);

  /** Whether files may be dropped here. */
  readonly isOpen = input.required<boolean>({ alias: 'cmFileDrop' });
  readonly dropped = output<readonly ChosenFile[]>();

  /** Whether files are above the element right now. */
  isOver(): boolean {
    return this.depth() > 0;
  }

  // Entering a child comes before leaving its parent.
  protected enter(event: DragEvent): void {
    if (this.accepts(event)) this.depth.update((depth) => depth + 1);
  }

  protected leave(event: DragEvent): void {
    if (this.accepts(event)) this.depth.update((depth) => Math.max(0, depth - 1));
  }

  protected allow(event: DragEvent): void {
    if (this.accepts(event)) event.preventDefault();
  }

  protected take(event: DragEvent): void {
    this.depth.set(0);
    if (!this.accepts(event) || event.dataTransfer === null) return;
    event.preventDefault();
    void droppedFiles(event.dataTransfer).then(
      (files) => this.dropped.emit(files),
      () => this.notices.say($localize`The files could not be read. Nothing was uploaded.`),
    );
  }

  private accepts({ dataTransfer }: DragEvent): boolean {
    return this.isOpen() && dataTransfer?.types.includes('Files') === true;
  }
}

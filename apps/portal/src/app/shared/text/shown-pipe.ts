import { Pipe, type PipeTransform } from '@angular/core';
import { shownText } from '#contracts/shown-text.js';

/** Text that people or models wrote, without what cannot be seen in it. */
@Pipe({ name: 'shown' })
export class ShownPipe implements PipeTransform {
  transform(text: string): string {
    return shownText(text);
  }
}

import { Component, ViewEncapsulation } from '@angular/core';

/** Rules for pages and tables of sections; loaded with the first section, so that the sign-in page does not wait for them. */
@Component({
  selector: 'cm-section-styles',
  template: '',
  encapsulation: ViewEncapsulation.None,
  styleUrls: ['../../../styles/page.scss', '../../../styles/table.scss'],
})
export class SectionStyles {}

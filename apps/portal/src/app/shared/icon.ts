import { Component, computed, input } from '@angular/core';

/** Strokes on a grid of 20 by 20, drawn for this product; 1.6 wide, round ends. */
const strokes = {
  plus: 'M10 4.5v11M4.5 10h11',
  search: 'M9 14.500a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l3.5 3.5',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  rail: 'M4.5 4h11A1.5 1.5 0 0 1 17 5.500v9a1.5 1.5 0 0 1-1.5 1.500h-11A1.5 1.5 0 0 1 3 14.500v-9A1.5 1.5 0 0 1 4.5 4ZM8 4v12',
  slash: 'M3.5 4.500h13v11h-13ZM11.5 7l-3 6',
  close: 'M5.5 5.500l9 9M14.5 5.500l-9 9',
  check: 'M4.5 10.500l3.5 3.5 7.5-8',
  dot: 'M10 9.900v.2',
  more: 'M5 9.900v.2M10 9.900v.2M15 9.900v.2',
  chat: 'M5 4h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9.500L6 16.800V14H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z',
  person: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400ZM3.8 16.500c.9-2.5 3.3-4 6.2-4s5.3 1.5 6.2 4',
  shield: 'M10 3l6 2.200v4.300c0 3.6-2.5 6.4-6 7.5-3.5-1.1-6-3.9-6-7.500V5.200L10 3Z',
  pin: 'M7.5 3.500h5M8.2 3.500v5L5.5 11.500h9L11.8 8.500v-5M10 11.500v5',
  archive: 'M3.5 4.500h13v3h-13ZM4.5 7.500v8h11v-8M8 10.500h4',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.600l.7-10M8.5 9v4.500M11.5 9v4.5',
  edit: 'M4 16l.7-3.2 8.5-8.5 2.5 2.5-8.5 8.500L4 16ZM11.5 6l2.5 2.5',
  copy: 'M7.5 7.500h8v9h-8ZM12.5 7.500v-4h-8v9h3',
  again: 'M15.8 8.500A6 6 0 1 0 16 11.200M16 4.500v4h-4',
  up: 'M6.5 9l3-5.500c1.3 0 2 1 1.8 2.200L11 8h4a1.5 1.5 0 0 1 1.5 1.800l-1 5A1.5 1.5 0 0 1 14 16H6.500ZM6.5 9H3.500v7h3',
  down: 'M13.5 11l-3 5.500c-1.3 0-2-1-1.8-2.200L9 12H5a1.5 1.5 0 0 1-1.5-1.800l1-5A1.5 1.5 0 0 1 6 4h7.500ZM13.5 11h3V4h-3',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  below: 'M5 8l5 5 5-5',
  arrow: 'M10 16V4.500M5 9.500l5-5 5 5',
  latest: 'M10 4v11.500M5 10.500l5 5 5-5',
  stop: 'M6.5 6.500h7v7h-7Z',
  microphone: 'M10 3a2 2 0 0 1 2 2v4.500a2 2 0 0 1-4 0V5a2 2 0 0 1 2-2ZM5.500 9.500a4.500 4.500 0 0 0 9 0M10 14v3M7.500 17h5',
  lock: 'M5 9h10v7.500H5ZM7 9V6.500a3 3 0 0 1 6 0V9',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.200v4.300M10 6.500v.1',
  warn: 'M10 3.500l7 12.500H3L10 3.500ZM10 8v4M10 13.900v.1',
  offline: 'M3 3l14 14M5 8.600A8.5 8.5 0 0 1 7.6 7M10 6.200c2 0 3.7.8 5 2.100M7.6 11.400A4 4 0 0 1 10 10.600M10 14.900v.1',
  quote: 'M4 12.500V9a3.5 3.5 0 0 1 3-3.500M4 9.500h4v4H4ZM11.5 12.500V9a3.5 3.5 0 0 1 3-3.500M11.5 9.500h4v4h-4Z',
  book: 'M4.5 4.500A1.5 1.5 0 0 1 6 3h9.500v11H6a1.5 1.5 0 0 0-1.5 1.500ZM4.5 15.500A1.5 1.5 0 0 0 6 17h9.500v-3',
  sun: 'M10 13.200a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400ZM10 2.500v1.500M10 16v1.500M2.5 10H4M16 10h1.500M4.7 4.700l1 1M14.3 14.300l1 1M4.7 15.300l1-1M14.3 5.700l1-1',
  moon: 'M16 11.800A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.800Z',
  screen: 'M3 4.500h14v9H3ZM7.5 16.500h5M10 13.500v3',
  keyboard: 'M2.5 5.500h15v9h-15ZM5.5 8.500v.1M8.5 8.500v.1M11.5 8.500v.1M14.5 8.500v.1M6.5 11.800h7',
  leave: 'M12 6V4H4v12h8v-2M8 10h9M14.5 7.500L17 10l-2.5 2.5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.200l2.8 1.8',
  people:
    'M7.5 9.500a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.200ZM2.5 16c.7-2.4 2.6-3.8 5-3.8s4.300 1.400 5 3.800M13 9.300a2.2 2.2 0 1 0-.5-4.300M14.500 12.400c1.600.4 2.600 1.500 3 3.200',
  bell: 'M5 14h10l-1.300-1.800V9a3.700 3.700 0 0 0-7.400 0v3.200L5 14ZM8.500 14.200a1.500 1.500 0 0 0 3 0M10 3.800V5',
  settings:
    'M3.5 6h5.500M13 6h3.500M3.5 14h3.500M11 14h5.500M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  agree: 'M4 10.500l3.5 3.500 4-4.500M9.500 14l6.500-7.500',
  key: 'M12.500 10.500a3.500 3.500 0 1 0-3.300-2.400L3.500 13.800V16.500h2.700v-1.800h1.800v-1.800l2-2M13 6.900v.1',
  download: 'M10 3.500v9.500M6 9.500l4 4 4-4M4 16.500h12',
  upload: 'M10 13V3.500M6 7.500l4-4 4 4M4 16.500h12',
  share: 'M10 12V3.500M6.500 7L10 3.500 13.500 7M6 9.500H4.500v7h11v-7H14',
  link: 'M8.500 11.500l3-3M9 6.500l1.500-1.500a3.200 3.200 0 0 1 4.500 4.500L13.500 11M11 13.500L9.500 15A3.200 3.200 0 0 1 5 10.500L6.500 9',
  folder: 'M3 5.500h5l1.500 2H17v8.500H3Z',
  tag: 'M3.5 4v5.5l7 7 6-6-7-7H4a.5.5 0 0 0-.5.5ZM7 7.400v.1',
  unread: 'M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  attach: 'M14.500 8.500l-5.300 5.300a2.400 2.400 0 0 1-3.400-3.400l6-6a3.600 3.600 0 0 1 5.100 5.100l-6.300 6.300',
  file: 'M5.500 3h6l3.500 3.500V17H5.500ZM11.500 3v3.500H15',
  print: 'M6 8V3.500h8V8M6 14H3.500V8h13v6H14M6 12h8v4.500H6Z',
  proof: 'M10 3.500v3M10 6.500L5.500 10M10 6.500l4.500 3.500M5.500 10v3M14.500 10v3M4 13h3v3.500H4ZM13 13h3v3.500h-3Z',
  open: 'M11 4h5v5M16 4l-7 7M8 4.500H4.500v11h11V12',
} as const;

export type IconName = keyof typeof strokes;

/** A small drawing beside words, or inside a control that has a label: never read aloud by itself. */
@Component({
  selector: 'cm-icon',
  template: `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      width: var(--icon-size, 1.25rem);
      height: var(--icon-size, 1.25rem);
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly path = computed(() => strokes[this.name()]);
}

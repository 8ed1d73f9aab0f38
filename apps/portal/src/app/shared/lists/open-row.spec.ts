import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { SidePanel } from './side-panel.js';
import { OpenRow } from './open-row.js';
import { PagedList } from './paged-list.js';
import { RowLink } from './row-link.js';

interface Backup {
  readonly id: string;
  readonly name: string;
}

// Before the panel's module asks for it.
vi.hoisted(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} })),
);

const fetch = vi.fn<(id: string) => Promise<Backup>>();

@Component({
  imports: [RowLink, SidePanel],
  template: `
    @for (item of list.items(); track item.id) {
      <a [cmRowLink]="item.id" [row]="row">{{ item.name }}</a>
    }
    @if (row.id(); as id) {
      <cm-side-panel
        heading="Backup"
        [of]="id"
        [loading]="row.item() ? '' : 'Loading the backup'"
        [failure]="row.failure()"
        (retried)="row.reload()"
        (closed)="row.close()"
      >
        <p class="shown">{{ row.item()?.name }}</p>
      </cm-side-panel>
    }
  `,
})
class Page {
  readonly id = signal<string | undefined>(undefined);
  readonly list = new PagedList<Backup>(async () => ({
    items: [
      { id: 'a', name: 'Nightly' },
      { id: 'b', name: 'Weekly' },
    ],
    nextCursor: null,
  }));
  readonly row = new OpenRow<Backup>({ id: this.id, list: this.list, path: '/backups', fetch });
}

describe('the row that is open beside its list', () => {
  let fixture: ComponentFixture<Page>;
  let element: HTMLElement;

  beforeEach(async () => {
    fetch.mockReset();
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
    fixture = TestBed.createComponent(Page);
    element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    await fixture.componentInstance.list.load();
    await fixture.whenStable();
  });
  afterEach(() => element.remove());
  afterAll(() => vi.unstubAllGlobals());

  const link = (id: string) => element.querySelector<HTMLAnchorElement>(`[data-row=${id}]`)!;
  const shown = () => element.querySelector('.shown')?.textContent;
  async function open(id: string | undefined): Promise<void> {
    fixture.componentInstance.id.set(id);
    await fixture.whenStable();
  }

  it('has an address of its own, and is the current one in the list', async () => {
    expect(link('b').getAttribute('href')).toBe('/backups/b');
    expect(link('b').getAttribute('aria-current')).toBeNull();
    await open('b');
    expect(shown()).toBe('Weekly');
    expect(link('b').getAttribute('aria-current')).toBe('true');
    expect(link('a').getAttribute('aria-current')).toBeNull();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is fetched where the list does not show it', async () => {
    fetch.mockResolvedValue({ id: 'z', name: 'Last year' });
    await open('z');
    expect(fetch.mock.calls[0]?.[0]).toBe('z');
    expect(shown()).toBe('Last year');
  });

  it('says why it could not be loaded, and can be tried again', async () => {
    fetch.mockRejectedValueOnce(new Error('away')).mockResolvedValue({ id: 'z', name: 'Last year' });
    await open('z');
    expect(element.querySelector('cm-load-failure')).not.toBeNull();
    element.querySelector<HTMLButtonElement>('cm-load-failure button')!.click();
    await fixture.whenStable();
    expect(shown()).toBe('Last year');
    expect(element.querySelector('cm-load-failure')).toBeNull();
  });

  it.each(['b', 'z'])('is shown as it is after a change: %s', async (id) => {
    fetch.mockResolvedValue({ id: 'z', name: 'Last year' });
    await open(id);
    fixture.componentInstance.row.replace({ id, name: 'Renamed' });
    await fixture.whenStable();
    expect(shown()).toBe('Renamed');
  });

  it('closes to the address of the list, with the focus on the link that opened it', async () => {
    await open('b');
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate');
    await fixture.componentInstance.row.close();
    expect(navigate).toHaveBeenCalledWith(['/backups'], { queryParamsHandling: 'preserve' });
    expect(document.activeElement).toBe(link('b'));
  });
});

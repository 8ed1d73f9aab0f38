import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Drafts } from './drafts.js';
import { SessionApi } from '../session-api.js';
import { Session } from '../session.js';

const keys: Readonly<Record<string, string>> = { mara: 'A'.repeat(43), jonas: 'E'.repeat(43) };

describe('drafts', () => {
  const areKept = signal(false);
  let keyGiven: boolean;

  /** As after a fresh load of the page by this person. */
  const draftsOf = (id: string): Drafts => {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: { me: signal({ id }), draftsAreKept: areKept, beforeLeaving: () => undefined } },
        {
          provide: SessionApi,
          useValue: { draftKey: () => (keyGiven ? Promise.resolve(keys[id]) : Promise.reject(new Error('no answer'))) },
        },
      ],
    });
    return TestBed.inject(Drafts);
  };
  const stored = (): string => JSON.stringify({ ...sessionStorage, ...localStorage });

  beforeEach(() => {
    keyGiven = true;
    areKept.set(false);
    sessionStorage.clear();
  });

  it('outlive the page, by name, and are read by nobody meanwhile', async () => {
    const drafts = draftsOf('mara');
    drafts.keep('question:c1', 'half a thought');
    drafts.keep('question:new', 'a new one');
    await drafts.settle();
    expect(stored()).not.toMatch(/thought|new one/);

    const again = draftsOf('mara');
    await again.settle();
    expect(['question:c1', 'question:new', 'question:c2'].map((name) => again.of(name))).toEqual([
      'half a thought',
      'a new one',
      '',
    ]);
    expect(['question:c1', 'question:c2'].map((name) => again.waits(name))).toEqual([true, false]);
  });

  it('go when they are empty', async () => {
    const drafts = draftsOf('mara');
    drafts.keep('question:c1', 'x');
    drafts.keep('question:c1', '  ');
    await drafts.settle();

    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('go when somebody else signs in at the same screen', async () => {
    const drafts = draftsOf('mara');
    drafts.keep('question:c1', 'half a thought');
    await drafts.settle();

    expect(draftsOf('jonas').of('question:c1')).toBe('');
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('that were moved to another place, or kept in the clear, are not taken for drafts', async () => {
    const drafts = draftsOf('mara');
    drafts.keep('question:c1', 'half a thought');
    await drafts.settle();
    sessionStorage.setItem('cm-draft:mara:question:c2', sessionStorage.getItem('cm-draft:mara:question:c1') ?? '');
    sessionStorage.setItem('cm-draft:mara:question:c3', 'in the clear');

    const again = draftsOf('mara');
    await again.settle();
    expect(['question:c1', 'question:c2', 'question:c3'].map((name) => again.waits(name))).toEqual([true, false, false]);
    expect(Object.keys(sessionStorage)).toEqual(['cm-draft:mara:question:c1']);
  });

  it('keep what was typed before the key came', async () => {
    const before = draftsOf('mara');
    before.keep('question:new', 'older');
    await before.settle();

    const drafts = draftsOf('mara');
    drafts.keep('question:new', 'newer');
    await drafts.settle();
    expect(drafts.of('question:new')).toBe('newer');
    const again = draftsOf('mara');
    await again.settle();
    expect(again.of('question:new')).toBe('newer');
  });

  it('open their form when they were found, and close none that was opened before', async () => {
    const before = draftsOf('mara');
    before.keep('question:c1', 'half a thought');
    await before.settle();

    const drafts = draftsOf('mara');
    const shown = signal('question:c2');
    const [waiting, opened] = [drafts.formOpen(() => 'question:c1'), drafts.formOpen(shown)];
    expect([waiting(), opened()]).toEqual([false, false]);
    opened.set(true);
    await drafts.settle();
    expect([waiting(), opened()]).toEqual([true, true]);

    shown.set('question:c3');
    expect(opened()).toBe(false);
    drafts.keep('question:c1', '');
    waiting.set(false);
    expect(waiting()).toBe(false);
  });

  it('without a key live in the memory of the page, and do not say that they are kept', async () => {
    keyGiven = false;
    const drafts = draftsOf('mara');
    drafts.keep('question:new', 'half a thought');
    await drafts.settle();

    expect([drafts.of('question:new'), areKept(), Object.keys(sessionStorage)]).toEqual(['half a thought', false, []]);
  });
});

import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '../../core/session/session.js';
import { Drafts } from './drafts.js';

describe('drafts', () => {
  const draftsOf = (id: string): Drafts => {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: { me: signal({ id }) } }] });
    return TestBed.inject(Drafts);
  };
  beforeEach(() => sessionStorage.clear());

  it('outlive the page, by conversation', () => {
    draftsOf('mara').keep('c1', 'half a thought');
    draftsOf('mara').keep(null, 'a new one');

    const again = draftsOf('mara');
    expect([again.of('c1'), again.of(null), again.of('c2')]).toEqual(['half a thought', 'a new one', '']);
  });

  it('go when they are empty', () => {
    const drafts = draftsOf('mara');
    drafts.keep('c1', 'x');
    drafts.keep('c1', '  ');

    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('go when somebody else signs in at the same screen', () => {
    draftsOf('mara').keep('c1', 'half a thought');

    expect(draftsOf('jonas').of('c1')).toBe('');
    expect(draftsOf('mara').of('c1')).toBe('');
  });
});

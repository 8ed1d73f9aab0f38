import { signal } from '@angular/core';
import { describe, expect, it } from 'vitest';
import type { Turn } from './message-tree.rules.js';
import { MessageWindow } from './message-window.js';

const someTurns = (count: number, name = 'm') =>
  Array.from({ length: count }, (_, at) => ({ message: { id: `${name}${at}` }, alternatives: [], at: 0 }) as unknown as Turn);
const ids = (window: MessageWindow) => window.shown().map(({ message }) => message.id);

describe('the messages on the page', () => {
  it('are all of a short conversation', () => {
    const window = new MessageWindow(signal(someTurns(20)), signal('a'));
    expect([ids(window).length, window.hasEarlier()]).toEqual([20, false]);
  });

  it('are the newest of a long one, and earlier ones when they are asked for', () => {
    const window = new MessageWindow(signal(someTurns(100)), signal('a'));
    expect([ids(window)[0], ids(window).at(-1), window.hasEarlier()]).toEqual(['m80', 'm99', true]);
    window.showEarlier();
    expect([ids(window)[0], window.hasEarlier()]).toEqual(['m20', true]);
    window.showEarlier();
    expect([ids(window)[0], window.hasEarlier()]).toEqual(['m0', false]);
  });

  it('begin at the same one when others are added', () => {
    const turns = signal(someTurns(100));
    const window = new MessageWindow(turns, signal('a'));
    expect(ids(window)[0]).toBe('m80');
    turns.set(someTurns(102));
    expect([ids(window)[0], ids(window).length]).toEqual(['m80', 22]);
  });

  it('reach back to one that is looked for, or to the first', () => {
    const window = new MessageWindow(signal(someTurns(100)), signal('a'));
    window.include('m90');
    expect(ids(window)[0]).toBe('m80');
    window.include('m20');
    expect(ids(window)[0]).toBe('m14');
    window.showAll();
    expect(ids(window)[0]).toBe('m0');
  });

  it('begin anew with another conversation, once it is there', () => {
    const turns = signal(someTurns(100));
    const id = signal<string | null>('a');
    const window = new MessageWindow(turns, id);
    window.showAll();
    expect(ids(window).length).toBe(100);
    turns.set([]);
    id.set('b');
    expect(ids(window)).toEqual([]);
    turns.set(someTurns(50, 'n'));
    expect([ids(window)[0], ids(window).length]).toEqual(['n30', 20]);
  });

  it('are those of a branch that ends before where the page began', () => {
    const turns = signal(someTurns(100));
    const window = new MessageWindow(turns, signal('a'));
    expect(ids(window)[0]).toBe('m80');
    turns.set(someTurns(3));
    expect([ids(window), window.hasEarlier()]).toEqual([['m0', 'm1', 'm2'], false]);
  });
});

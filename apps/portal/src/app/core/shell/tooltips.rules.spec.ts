import { keysOf, tipFor } from './tooltips.rules.js';

const named = (attributes: Record<string, string>) => ({ getAttribute: (name: string) => attributes[name] ?? null });
const place = { left: 400, width: 40, top: 100, bottom: 140 };

describe('the name beside a control', () => {
  it('is below it, with its shortcut', () => {
    expect(tipFor(named({ 'aria-label': 'Stop', 'aria-keyshortcuts': 'Escape' }), place, 1280, 800)).toEqual({
      words: 'Stop',
      keys: 'Esc',
      left: 420,
      top: 146,
      above: false,
    });
  });

  it('stays on the screen', () => {
    expect(tipFor(named({ 'aria-label': 'Send' }), { left: 350, width: 40, top: 780, bottom: 820 }, 390, 844)).toMatchObject({
      left: 300,
      top: 774,
      above: true,
    });
    expect(tipFor(named({ 'aria-label': 'Menu' }), { ...place, left: 4 }, 390, 844)?.left).toBe(90);
  });

  it('is not there without a name', () => {
    expect(tipFor(named({}), place, 1280, 800)).toBeNull();
    expect(keysOf('Control+K')).toBe('Ctrl K');
    expect(keysOf('')).toBe('');
  });
});

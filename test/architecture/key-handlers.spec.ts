import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * The listener that withholds an input method's keys from the page runs in the capture phase of the window (`core/commands/composition.ts`). Handlers of
 * templates and host bindings run after it; one that listened there by itself would not. Tooltips only go away at any key.
 */
const knownListeners = [
  'apps/portal/src/app/core/commands/composition.ts',
  'apps/portal/src/app/core/session/idle/idle-clock.ts',
  'apps/portal/src/app/core/shell/tooltips.ts',
];

const sources = globSync('apps/portal/src/**/*.{ts,html}').filter((file) => !file.endsWith('.spec.ts'));

test('no part of the portal listens for keys past what keeps those of an input method', () => {
  const listens = (file: string): boolean => {
    const text = readFileSync(file, 'utf8');
    return /addEventListener|fromEvent|\.listen\(/.test(text) && /['"`]key(?:down|up|press)/.test(text);
  };
  expect(sources.filter(listens).toSorted()).toEqual(knownListeners);
});

test('no part of the portal checks by itself whether an input method is active: some would forget a browser', () => {
  const looks = (file: string): boolean => /isComposing|\b229\b|compositionend/.test(readFileSync(file, 'utf8'));
  expect(sources.filter(looks)).toEqual([knownListeners[0]]);
});

import { expect, it } from 'vitest';
import { Metrics } from './metrics.js';

it('a gauge that cannot be measured has no value, and takes no other with it', async () => {
  const metrics = new Metrics();
  let isBroken = false;
  metrics.gauge('spec_depth', 'For this spec.', () => {
    if (isBroken) throw new Error('no database');
    return 7;
  });
  metrics.gauge('spec_width', 'For this spec.', () => Promise.resolve(3));
  expect(await metrics.registry.metrics()).toContain('chat_man_spec_depth 7');
  isBroken = true;
  const text = await metrics.registry.metrics();
  expect(text).not.toMatch(/^chat_man_spec_depth \d/m);
  expect(text).toContain('chat_man_spec_width 3');
});

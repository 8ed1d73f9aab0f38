import { describe, expect, it } from 'vitest';
import { auditedObject } from './access.rules.js';

describe('what an audit event is about', () => {
  it('is the id in the path', () => {
    expect(auditedObject('conversation.changed', { id: 'a' }, { id: 'b' })).toEqual({ type: 'conversation', id: 'a' });
  });

  it('is the id of what was made, where the path has none', () => {
    expect(auditedObject('conversation.started', {}, { id: 'b' })).toEqual({ type: 'conversation', id: 'b' });
  });

  it.each([undefined, null, 'text', {}, { id: 7 }])('is nothing where the answer is %j', (answer) => {
    expect(auditedObject('settings.changed', {}, answer)).toBeUndefined();
  });
});

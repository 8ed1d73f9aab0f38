import { describe, expect, it } from 'vitest';
import { recordContext, type Entity } from '#platform/database/declared/entity-columns.js';
import { sealedFormatsOf } from '#platform/database/declared/sealed-columns.js';
import { parts } from './auth.providers.js';

const sealed = parts
  .flatMap(({ tables }) => [...tables])
  .flatMap((entity) =>
    [...sealedFormatsOf(entity).keys()].map((property) =>
      recordContext(entity as Entity<Record<string, unknown>>, property, 'a'),
    ),
  );

describe('what this room has sealed', () => {
  it('opens in the contexts that it was sealed in by earlier versions', () => {
    expect(sealed.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
      'auth.api_token.name',
      'auth.approval.decision_reason',
      'auth.approval.identity_check',
      'auth.approval.parameters',
      'auth.approval.reason',
      'auth.notice.content',
      'auth.passkey.name',
      'auth.role_request.decision_reason',
      'auth.role_request.reason',
      'auth.sso_attempt.content',
      'auth.totp.secret',
      'auth.user.display_name',
      'auth.user.username',
    ]);
  });
});

import { Controller, Get } from '@nestjs/common';
import { DraftKey } from '#contracts/auth/drafts.js';
import { Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
import { DraftKeys } from './draft-keys.js';

/** ADR 0008: drafts stay in the browser, sealed, and their key does not. */
@Controller('auth/draft-key')
export class DraftKeyController {
  constructor(private readonly keys: DraftKeys) {}

  @Get()
  @Requires('account:own')
  @Takes('session')
  @Unaudited('Opens only what the same person typed in the same browser.')
  @Answers(DraftKey)
  mine(@Ctx() { actor }: Call): Promise<DraftKey> {
    return this.keys.of(actor);
  }
}

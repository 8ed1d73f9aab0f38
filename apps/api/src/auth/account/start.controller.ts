import { Controller, Get } from '@nestjs/common';
import { Start } from '#contracts/auth/start.js';
import { BeforePasswordChange, Requires, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Answers } from '#platform/http/reference/answers.js';
import { SignInMethodsService } from '../sign-in/sign-in-methods.service.js';
import { WaitingRepository } from '../waiting/waiting.repository.js';
import { DraftKeys } from './drafts/draft-keys.js';

/** What would be three calls of every page at its start. */
@Controller('auth/start')
export class StartController {
  constructor(
    private readonly signInMethods: SignInMethodsService,
    private readonly drafts: DraftKeys,
    private readonly waiting: WaitingRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('account:own')
  @BeforePasswordChange()
  @Unaudited('People read their own account.')
  @Answers(Start)
  async start(@Ctx() { actor }: Call): Promise<Start> {
    const [me, draftKey, waiting] = await Promise.all([
      this.signInMethods.me(actor),
      this.drafts.ofBrowser(actor),
      this.waiting.count(actor, this.clock.now()),
    ]);
    return { me, draftKey, waiting };
  }
}

import { Body, Controller, Delete, Get, Param, Patch, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { SignedIn } from '#contracts/auth/auth.js';
import { Id } from '#contracts/common.js';
import { PasskeyRequest } from '#contracts/auth/factors/passkey-request.js';
import {
  AddedPasskey,
  AddPasskey,
  Passkey,
  PasskeyCreation,
  PasskeyList,
  RenamePasskey,
  SignInByPasskey,
} from '#contracts/auth/factors/passkeys.js';
import { Audits, AuditsItself, BeforePasswordChange, Public, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { PasskeyCheck } from './passkey-check.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { PasskeysService } from './passkeys.service.js';

@Controller('auth/passkeys')
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly check: PasskeyCheck,
    private readonly entrance: PasskeySignIn,
  ) {}

  @Get()
  @Requires('account:own')
  @Unaudited('People read their own passkeys.')
  @Answers(PasskeyList)
  list(@Ctx() { actor }: Call): Promise<PasskeyList> {
    return this.passkeys.list(actor);
  }

  @Post('creation')
  @Requires('account:own')
  @Takes('recent')
  @BeforePasswordChange()
  @Unaudited('Only a challenge; adding the passkey is recorded.')
  @Answers(PasskeyCreation)
  begin(@Ctx() { actor }: Call): Promise<PasskeyCreation> {
    return this.passkeys.begin(actor);
  }

  @Post()
  @Requires('account:own')
  @Takes('recent')
  @BeforePasswordChange()
  @AuditsItself('passkey.added')
  @Answers(AddedPasskey, 201)
  add(@Ctx() { actor }: Call, @Body({ schema: AddPasskey }) command: AddPasskey): Promise<AddedPasskey> {
    return this.passkeys.add(actor, command);
  }

  @Patch(':id')
  @Requires('account:own')
  @Takes('recent')
  @Audits('passkey.renamed')
  @Answers(Passkey)
  rename(
    @Ctx() { tx, actor }: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RenamePasskey }) { name }: RenamePasskey,
  ): Promise<Passkey> {
    return this.passkeys.rename(tx, actor, id, name);
  }

  @Delete(':id')
  @Requires('account:own')
  @Takes('recent')
  @Audits('passkey.removed')
  @AnswersNothing()
  async remove(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    await this.passkeys.remove(tx, actor, id);
  }

  @Post('request')
  @Public('A challenge; the same for everyone, and it names no one.')
  @Unaudited('Only a challenge; the outcome is recorded.')
  @Answers(PasskeyRequest)
  ask(): Promise<PasskeyRequest> {
    return this.check.ask();
  }

  @Post('sign-in')
  @Public('Signing in is how a visitor becomes known.')
  @AuditsItself('session.started')
  @Answers(SignedIn)
  signIn(@Req() request: Request, @Body({ schema: SignInByPasskey }) { passkey }: SignInByPasskey): Promise<SignedIn> {
    return this.entrance.signIn(request, passkey);
  }
}

import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { CreatedToken, CreateToken, TokenList } from '#contracts/auth/tokens.js';
import { Audits, Requires, ShownOnce, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { TokensService } from './tokens.service.js';

@Controller('auth/tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Requires('account:own')
  @Unaudited('People read their own tokens.')
  @Answers(TokenList)
  list(@Ctx() { actor }: Call): Promise<TokenList> {
    return this.tokens.list(actor);
  }

  @Post()
  @Requires('account:own')
  @Takes('recent')
  @Audits('token.created')
  @ShownOnce()
  @Answers(CreatedToken, 201)
  create(@Ctx() { tx, actor }: AuditedCall, @Body({ schema: CreateToken }) command: CreateToken): Promise<CreatedToken> {
    return this.tokens.create(tx, actor, command);
  }

  @Delete(':id')
  @Requires('account:own')
  @Takes('session')
  @Audits('token.revoked')
  @AnswersNothing()
  async revoke(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    await this.tokens.revoke(tx, actor, id);
  }
}

import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import {
  ActOnUser,
  ChangeUser,
  CreatedUser,
  CreateUser,
  EndedSessions,
  ResetLink,
  ResetMfa,
  User,
  UserList,
  UserQuery,
} from '#contracts/auth/people/users.js';
import { Audits, AuditsItself, DoneOnce, Requires, ShownOnce, Takes, TakesTwo } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type IdempotentCall } from '#platform/access/call.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Answers } from '#platform/http/reference/answers.js';
import { MfaRemoval } from '../mfa/mfa-removal.js';
import { AccountStates } from './account-states.js';
import { ResetLinkRequests } from './reset-link-requests.js';
import { UserChanges } from './user-changes.js';
import { UsersService } from './users.service.js';

@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly changes: UserChanges,
    private readonly states: AccountStates,
    private readonly mfaRemoval: MfaRemoval,
    private readonly linkRequests: ResetLinkRequests,
  ) {}

  @Get()
  @Requires('users:manage')
  @Audits('users.listed')
  @Answers(UserList)
  list(@Query({ schema: UserQuery }) query: UserQuery): Promise<UserList> {
    return this.users.list(query);
  }

  @Post()
  @Requires('users:manage')
  @Takes('step-up')
  @Audits('user.created')
  @ShownOnce()
  @Answers(CreatedUser, 201)
  create(@Ctx() { tx, actor }: AuditedCall, @Body({ schema: CreateUser }) command: CreateUser): Promise<CreatedUser> {
    return this.users.create(tx, actor, command);
  }

  @Post('end-sessions')
  @Requires('users:manage')
  @Takes('step-up')
  @Audits('users.sessions-ended')
  @Answers(EndedSessions)
  endEverybodysSessions(@Ctx() call: AuditedCall, @Body({ schema: ActOnUser }) { reason }: ActOnUser): Promise<EndedSessions> {
    return this.users.endEverybodysSessions(call, reason);
  }

  @Get(':id')
  @Requires('users:manage')
  @Audits('user.viewed')
  @Answers(User)
  view(@Param('id', { schema: Id }) id: string): Promise<User> {
    return this.users.one(id);
  }

  @Patch(':id')
  @Requires('users:manage')
  @TakesTwo(['role.grant', 'role.revoke'], 'where the old or the new role decides')
  @AuditsItself('user.role-changed')
  @DoneOnce()
  @AnswersOrAwaiting(User)
  change(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeUser }) command: ChangeUser,
  ): Promise<User | AwaitingApproval> {
    return this.changes.change(call, id, command);
  }

  @Post(':id/disable')
  @Requires('users:manage')
  @TakesTwo(['user.disable'], 'where the account decides')
  @AuditsItself('user.disabled')
  @DoneOnce()
  @AnswersOrAwaiting(User)
  disable(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
  ): Promise<User | AwaitingApproval> {
    return this.states.askToDisable(call, id, reason);
  }

  @Post(':id/enable')
  @Requires('users:manage')
  @TakesTwo(['user.enable'], 'where the account decides')
  @AuditsItself('user.enabled')
  @DoneOnce()
  @AnswersOrAwaiting(User)
  enable(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
  ): Promise<User | AwaitingApproval> {
    return this.states.askToEnable(call, id, reason);
  }

  @Post(':id/reset-password')
  @Requires('users:manage')
  @TakesTwo(['password.reset'], 'where the account decides')
  @AuditsItself('user.reset-link-made')
  @DoneOnce()
  @ShownOnce()
  @AnswersOrAwaiting(ResetLink)
  resetPassword(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
  ): Promise<ResetLink | AwaitingApproval> {
    return this.linkRequests.ask(call, id, reason);
  }

  @Post(':id/reset-mfa')
  @Requires('users:manage')
  @TakesTwo(['mfa.remove'], 'always')
  @AuditsItself('user.mfa-removed')
  @DoneOnce()
  @AnswersOrAwaiting(User)
  resetMfa(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ResetMfa }) command: ResetMfa,
  ): Promise<User | AwaitingApproval> {
    return this.mfaRemoval.ask(call, id, command);
  }

  @Post(':id/end-sessions')
  @Requires('users:manage')
  @Takes('step-up')
  @Audits('user.sessions-ended')
  @Answers(EndedSessions)
  endSessions(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
  ): Promise<EndedSessions> {
    return this.users.endSessions(call, id, reason);
  }
}

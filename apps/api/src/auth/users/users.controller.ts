import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/approvals.js';
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
} from '#contracts/users.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, AuditsItself, DoneOnce, Requires, ShownOnce, Takes, TakesTwo } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, KeyedBy, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers } from '#platform/http/answers.js';
import type { KeyedCall } from '#platform/idempotency/idempotency.js';
import { answeredOrAwaiting } from '#platform/access/awaiting-answer.js';
import { MfaRemoval } from '../mfa/mfa-removal.js';
import { AccountStates } from './account-states.js';
import { ResetLinkRequests } from './reset-link-requests.js';
import { UserChanges } from './user-changes.js';
import { UsersService } from './users.service.js';

const ChangedOrAwaiting = z.union([AwaitingApproval, User]);
const LinkOrAwaiting = z.union([AwaitingApproval, ResetLink]);

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
  create(
    @CurrentActor() actor: Actor,
    @InTransaction() tx: Tx,
    @Body({ schema: CreateUser }) command: CreateUser,
  ): Promise<CreatedUser> {
    return this.users.create(tx, actor, command);
  }

  @Post('end-sessions')
  @Requires('users:manage')
  @Takes('step-up')
  @Audits('users.sessions-ended')
  @Answers(EndedSessions)
  endEverybodysSessions(
    @CurrentActor() actor: Actor,
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
  ): Promise<EndedSessions> {
    return this.users.endEverybodysSessions(tx, actor, note, reason);
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
  @Answers(ChangedOrAwaiting)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeUser }) command: ChangeUser,
    @KeyedBy() call: KeyedCall | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<User | AwaitingApproval> {
    return answeredOrAwaiting(response, await this.changes.change(actor, id, command, call));
  }

  @Post(':id/disable')
  @Requires('users:manage')
  @TakesTwo(['user.disable'], 'where the account decides')
  @AuditsItself('user.disabled')
  @DoneOnce()
  @Answers(ChangedOrAwaiting)
  async disable(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
    @KeyedBy() call: KeyedCall | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<User | AwaitingApproval> {
    return answeredOrAwaiting(response, await this.states.askToDisable(actor, id, reason, call));
  }

  @Post(':id/enable')
  @Requires('users:manage')
  @TakesTwo(['user.enable'], 'where the account decides')
  @AuditsItself('user.enabled')
  @DoneOnce()
  @Answers(ChangedOrAwaiting)
  async enable(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
    @KeyedBy() call: KeyedCall | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<User | AwaitingApproval> {
    return answeredOrAwaiting(response, await this.states.askToEnable(actor, id, reason, call));
  }

  @Post(':id/reset-password')
  @Requires('users:manage')
  @TakesTwo(['password.reset'], 'where the account decides')
  @AuditsItself('user.reset-link-made')
  @DoneOnce()
  @ShownOnce()
  @Answers(LinkOrAwaiting)
  async resetPassword(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
    @KeyedBy() call: KeyedCall | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ResetLink | AwaitingApproval> {
    return answeredOrAwaiting(response, await this.linkRequests.ask(actor, id, reason, call));
  }

  @Post(':id/reset-mfa')
  @Requires('users:manage')
  @TakesTwo(['mfa.remove'], 'always')
  @AuditsItself('user.mfa-removed')
  @DoneOnce()
  @Answers(ChangedOrAwaiting)
  async resetMfa(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ResetMfa }) command: ResetMfa,
    @KeyedBy() call: KeyedCall | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<User | AwaitingApproval> {
    return answeredOrAwaiting(response, await this.mfaRemoval.ask(actor, id, command, call));
  }

  @Post(':id/end-sessions')
  @Requires('users:manage')
  @Takes('step-up')
  @Audits('user.sessions-ended')
  @Answers(EndedSessions)
  endSessions(
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActOnUser }) { reason }: ActOnUser,
  ): Promise<EndedSessions> {
    return this.users.endSessions(tx, note, id, reason);
  }
}

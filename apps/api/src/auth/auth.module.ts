import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AUTHENTICATOR } from '#platform/access/ports.js';
import { SECOND_PERSON, STEP_UP } from '#platform/access/second-person.js';
import { AccountController } from './account/account.controller.js';
import { AccountRow } from './account/account.entity.js';
import { AccountKeys } from './account/account-keys.js';
import { AccountsRepository } from './account/accounts.repository.js';
import { AuthFacade } from './auth.facade.js';
import './auth-tables.js';
import { DoorService } from './sign-in/door.service.js';
import { LastActions } from './session/last-actions.js';
import { PasswordDoor } from './password/password.door.js';
import { PasswordHasher } from './password/password-hasher.js';
import { PasswordService } from './password/password.service.js';
import { RegistrationService } from './sign-in/registration.service.js';
import { SessionAuthenticator } from './session/session.authenticator.js';
import { SessionService } from './session/session.service.js';
import { SessionsRepository } from './session/sessions.repository.js';
import { SetUpService } from './sign-in/set-up.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInLimitRepository } from './sign-in/sign-in-limit.repository.js';
import { SignInLimitSchedule } from './sign-in/sign-in-limit.schedule.js';
import { SignInLimit } from './sign-in/sign-in-limit.service.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { ApprovalDecisions } from './approvals/approval-decisions.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ApprovalsRepository } from './approvals/approvals.repository.js';
import { ApprovalsService } from './approvals/approvals.service.js';
import { PeopleNames } from './account/people-names.js';
import { ProofCheck } from './password/proof-check.js';
import { RoleRequestsController } from './role-requests/role-requests.controller.js';
import { RoleRequestsRepository } from './role-requests/role-requests.repository.js';
import { RoleRequestsService } from './role-requests/role-requests.service.js';
import { StepUpService } from './step-up/step-up.service.js';
import { ResetLinksRepository } from './users/reset-links.repository.js';
import { ResetLinks } from './users/reset-links.service.js';
import { RoleChanges } from './users/role-changes.js';
import { UserChanges } from './users/user-changes.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';
import { Actors } from './account/actors.js';
import { DoorAuthenticator } from './door.authenticator.js';
import { MfaRemoval } from './mfa/mfa-removal.js';
import { MfaController } from './mfa/mfa.controller.js';
import { MfaRepository } from './mfa/mfa.repository.js';
import { MfaService } from './mfa/mfa.service.js';
import { TokenAuthenticator } from './tokens/token.authenticator.js';
import { TokenUses } from './tokens/token-uses.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TokensRepository } from './tokens/tokens.repository.js';
import { TokensService } from './tokens/tokens.service.js';

/** Global: the platform's guard asks `AUTHENTICATOR` who sends a request. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AccountRow])],
  controllers: [
    SignInController,
    AccountController,
    ApprovalsController,
    MfaController,
    RoleRequestsController,
    TokensController,
    UsersController,
  ],
  providers: [
    AccountKeys,
    AccountsRepository,
    DoorService,
    LastActions,
    PasswordDoor,
    PasswordHasher,
    PasswordService,
    RegistrationService,
    SessionAuthenticator,
    SessionService,
    SessionsRepository,
    SetUpService,
    SignInLimit,
    SignInLimitRepository,
    SignInLimitSchedule,
    SignInService,
    ApprovalDecisions,
    ApprovalsRepository,
    ApprovalsService,
    PeopleNames,
    ProofCheck,
    RoleRequestsRepository,
    RoleRequestsService,
    StepUpService,
    ResetLinksRepository,
    ResetLinks,
    RoleChanges,
    UserChanges,
    UsersService,
    Actors,
    DoorAuthenticator,
    MfaRemoval,
    MfaRepository,
    MfaService,
    TokenAuthenticator,
    TokenUses,
    TokensRepository,
    TokensService,
    AuthFacade,
    { provide: SECOND_PERSON, useExisting: ApprovalsService },
    { provide: STEP_UP, useExisting: StepUpService },
    { provide: AUTHENTICATOR, useExisting: DoorAuthenticator },
  ],
  exports: [AuthFacade, AUTHENTICATOR, SECOND_PERSON, STEP_UP],
})
export class AuthModule {}

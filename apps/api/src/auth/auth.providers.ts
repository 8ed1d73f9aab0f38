import type { Type } from '@nestjs/common';
import { AccountAccessRepository } from './access/account-access.repository.js';
import { AccountRow } from './account/account.entity.js';
import { AccountController } from './account/account.controller.js';
import { AccountKeys } from './account/account-keys.js';
import { AccountsRepository } from './account/accounts.repository.js';
import { ActorNamesController } from './account/names/actor-names.controller.js';
import { Actors } from './account/actors.js';
import { AlikeNames } from './account/names/alike-names.repository.js';
import { AlikeNamesUpkeep } from './account/names/alike-names.upkeep.js';
import { DecidersRepository } from './account/deciders.repository.js';
import { DraftKeyController } from './account/drafts/draft-key.controller.js';
import { StartController } from './account/start.controller.js';
import { DraftKeys } from './account/drafts/draft-keys.js';
import { PeopleNames } from './account/names/people-names.js';
import { AuthMetrics } from './auth.metrics.js';
import { ApprovalDecisions } from './approvals/approval-decisions.js';
import { ApprovalRow } from './approvals/approval.entity.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ApprovalsRepository } from './approvals/approvals.repository.js';
import { ApprovalsService } from './approvals/approvals.service.js';
import { DecidingRights } from './approvals/deciding-rights.js';
import { SecondPersonRow } from './approvals/second-person.entity.js';
import { Assurance } from './assurance/assurance.js';
import { DormancyRow } from './dormancy/dormancy.entity.js';
import { DormancyRepository } from './dormancy/dormancy.repository.js';
import { DormantAccounts } from './dormancy/dormant-accounts.js';
import { FirstStepNoteRow } from './first-steps/first-step-note.entity.js';
import { FirstStepsController } from './first-steps/first-steps.controller.js';
import { FirstStepsRepository } from './first-steps/first-steps.repository.js';
import { FirstStepsService } from './first-steps/first-steps.service.js';
import { SecondAdministratorStep, SecondFactorStep } from './first-steps/own-first-steps.js';
import { MfaController } from './mfa/mfa.controller.js';
import { MfaRemoval } from './mfa/mfa-removal.js';
import { MfaRepository } from './mfa/mfa.repository.js';
import { MfaService } from './mfa/mfa.service.js';
import { RecoveryCodeRow, TotpRow } from './mfa/second-factor.entity.js';
import { NoticeRow } from './notices/notice.entity.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesRepository } from './notices/notices.repository.js';
import { Notices } from './notices/notices.service.js';
import { PasskeyChallengeRow, PasskeyRow } from './passkeys/passkey.entity.js';
import { PasskeyCheck } from './passkeys/passkey-check.js';
import { PasskeySignIn } from './passkeys/passkey-sign-in.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { PasskeysService } from './passkeys/passkeys.service.js';
import { RelyingParty } from './passkeys/relying-party.js';
import { LeakedPasswords } from './password/leaked-passwords.js';
import { PasswordStrategy } from './password/password.strategy.js';
import { PasswordHasher } from './password/password-hasher.js';
import { PasswordPolicyCheck } from './password/password-policy.js';
import { PasswordService } from './password/password.service.js';
import { SignInConcurrency } from './password/sign-in-concurrency.js';
import { ProofCheck } from './password/proof-check.js';
import { RoleRequestRow } from './role-requests/role-request.entity.js';
import { RoleRequestsController } from './role-requests/role-requests.controller.js';
import { RoleRequestsRepository } from './role-requests/role-requests.repository.js';
import { RoleRequestsService } from './role-requests/role-requests.service.js';
import { ClockWatch } from './session/clock/clock-watch.js';
import { Devices } from './session/devices/devices.service.js';
import { KnownDeviceRow } from './session/devices/known-device.entity.js';
import { KnownDevicesRepository } from './session/devices/known-devices.repository.js';
import { LastActions } from './session/last-actions.js';
import { SessionAuthenticator } from './session/session.authenticator.js';
import { SessionRenewal } from './session/session-renewal.js';
import { SessionService } from './session/session.service.js';
import { SessionsRepository } from './session/sessions.repository.js';
import { SignInMethodsService } from './sign-in/sign-in-methods.service.js';
import { FailedSignInRow } from './sign-in/failed-sign-in.entity.js';
import { RegistrationService } from './sign-in/registration.service.js';
import { SetUpService } from './sign-in/set-up/set-up.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInLimitRepository } from './sign-in/sign-in-limit.repository.js';
import { SignInLimitSchedule } from './sign-in/sign-in-limit.schedule.js';
import { SignInLimit } from './sign-in/sign-in-limit.service.js';
import { SecondFactorCheck } from './sign-in/second-factor-check.js';
import { SignInCompletion } from './sign-in/sign-in-completion.js';
import { SignInEvents } from './sign-in/sign-in-events.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SsoAccounts } from './sso/sso-accounts.js';
import { SsoController } from './sso/sso.controller.js';
import { SsoAttemptRow, SsoIdentityRow } from './sso/sso.entity.js';
import { SsoCookie } from './sso/sso-cookie.js';
import { SsoLink } from './sso/sso-link.js';
import { SsoProvider } from './sso/sso-provider.js';
import { SsoRepository } from './sso/sso.repository.js';
import { SsoService } from './sso/sso.service.js';
import { SsoStepUp } from './sso/sso-step-up.js';
import { ProofKinds } from './step-up/proof-kinds.js';
import { StepUpService } from './step-up/step-up.service.js';
import { ApiTokenRow } from './tokens/api-token.entity.js';
import { TokenAuthenticator } from './tokens/token.authenticator.js';
import { TokenUses } from './tokens/token-uses.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TokensRepository } from './tokens/tokens.repository.js';
import { TokensService } from './tokens/tokens.service.js';
import { AccountStates } from './users/account-states.js';
import { DeciderRemoval } from './users/decider-removal.js';
import { ResetLinkRow, ResetPermitRow } from './users/reset-link.entity.js';
import { ResetLinkRequests } from './users/reset-link-requests.js';
import { ResetLinksRepository } from './users/reset-links.repository.js';
import { ResetLinkMaker } from './users/reset-link-maker.js';
import { ResetLinks } from './users/reset-links.service.js';
import { RoleChanges } from './users/role-changes.js';
import { UserChanges } from './users/user-changes.js';
import { ColleaguesController } from './users/colleagues.controller.js';
import { ColleaguesService } from './users/colleagues.service.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';
import { WaitingController } from './waiting/waiting.controller.js';
import { WaitingRepository } from './waiting/waiting.repository.js';
import { AccountHousekeeping } from './housekeeping.schedule.js';

/** What each folder of the room adds to it, in the order in which the README names the folders. */
interface Part {
  readonly controllers: readonly Type[];
  readonly providers: readonly Type[];
  readonly tables: readonly Type[];
}

const signIn: Part = {
  controllers: [SignInController],
  providers: [
    SignInMethodsService,
    RegistrationService,
    SetUpService,
    SignInService,
    SignInCompletion,
    SignInEvents,
    SecondFactorCheck,
    SignInLimit,
    SignInLimitRepository,
    SignInLimitSchedule,
  ],
  tables: [FailedSignInRow],
};

const session: Part = {
  controllers: [],
  providers: [
    SessionService,
    SessionRenewal,
    SessionsRepository,
    SessionAuthenticator,
    LastActions,
    ClockWatch,
    Devices,
    KnownDevicesRepository,
  ],
  tables: [KnownDeviceRow],
};

const password: Part = {
  controllers: [],
  providers: [
    PasswordStrategy,
    PasswordHasher,
    PasswordService,
    PasswordPolicyCheck,
    ProofCheck,
    LeakedPasswords,
    SignInConcurrency,
  ],
  tables: [],
};

const mfa: Part = {
  controllers: [MfaController],
  providers: [MfaService, MfaRepository, MfaRemoval],
  tables: [RecoveryCodeRow, TotpRow],
};

const tokens: Part = {
  controllers: [TokensController],
  providers: [TokensService, TokensRepository, TokenUses, TokenAuthenticator],
  tables: [ApiTokenRow],
};

const passkeys: Part = {
  controllers: [PasskeysController],
  providers: [PasskeysService, PasskeysRepository, PasskeyCheck, PasskeySignIn, RelyingParty],
  tables: [PasskeyRow, PasskeyChallengeRow],
};

const sso: Part = {
  controllers: [SsoController],
  providers: [SsoService, SsoAccounts, SsoCookie, SsoLink, SsoProvider, SsoRepository, SsoStepUp],
  tables: [SsoAttemptRow, SsoIdentityRow],
};

const notices: Part = {
  controllers: [NoticesController],
  providers: [Notices, NoticesRepository, AccountHousekeeping],
  tables: [NoticeRow],
};

const account: Part = {
  controllers: [AccountController, ActorNamesController, DraftKeyController, StartController],
  providers: [
    AccountAccessRepository,
    AccountKeys,
    AccountsRepository,
    Actors,
    AlikeNames,
    AlikeNamesUpkeep,
    Assurance,
    DecidersRepository,
    DraftKeys,
    PeopleNames,
  ],
  tables: [AccountRow],
};

const users: Part = {
  controllers: [ColleaguesController, UsersController],
  providers: [
    ColleaguesService,
    UsersService,
    UserChanges,
    AccountStates,
    DeciderRemoval,
    RoleChanges,
    ResetLinkMaker,
    ResetLinks,
    ResetLinkRequests,
    ResetLinksRepository,
  ],
  tables: [ResetLinkRow, ResetPermitRow],
};

const dormancy: Part = { controllers: [], providers: [DormancyRepository, DormantAccounts], tables: [DormancyRow] };

const roleRequests: Part = {
  controllers: [RoleRequestsController],
  providers: [RoleRequestsService, RoleRequestsRepository],
  tables: [RoleRequestRow],
};

const approvals: Part = {
  controllers: [ApprovalsController],
  providers: [ApprovalsService, ApprovalsRepository, ApprovalDecisions, DecidingRights],
  tables: [ApprovalRow, SecondPersonRow],
};

const firstSteps: Part = {
  controllers: [FirstStepsController],
  providers: [FirstStepsService, FirstStepsRepository, SecondAdministratorStep, SecondFactorStep],
  tables: [FirstStepNoteRow],
};

const waiting: Part = { controllers: [WaitingController], providers: [WaitingRepository, AuthMetrics], tables: [] };

const stepUp: Part = { controllers: [], providers: [StepUpService, ProofKinds], tables: [] };

export const parts: readonly Part[] = [
  signIn,
  session,
  password,
  mfa,
  passkeys,
  sso,
  tokens,
  notices,
  account,
  users,
  dormancy,
  roleRequests,
  approvals,
  waiting,
  firstSteps,
  stepUp,
];

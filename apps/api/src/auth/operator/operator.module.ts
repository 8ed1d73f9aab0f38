import { Module } from '@nestjs/common';
import { AUDIT_WRITER } from '#platform/access/ports.js';
import { SECOND_PERSON } from '#platform/access/second-person.js';
import { Idempotency } from '#platform/idempotency/idempotency.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { AccountKeys } from '../account/account-keys.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { AlikeNames } from '../account/names/alike-names.repository.js';
import { PeopleNames } from '../account/names/people-names.js';
import { Assurance } from '../assurance/assurance.js';
import { DormancyRepository } from '../dormancy/dormancy.repository.js';
import { MfaRemoval } from '../mfa/mfa-removal.js';
import { MfaRepository } from '../mfa/mfa.repository.js';
import { MfaService } from '../mfa/mfa.service.js';
import { NoticesRepository } from '../notices/notices.repository.js';
import { Notices } from '../notices/notices.service.js';
import { RoleRequestsRepository } from '../role-requests/role-requests.repository.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { SsoProvider } from '../sso/sso-provider.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { AccountStates } from '../users/account-states.js';
import { DeciderRemoval } from '../users/decider-removal.js';
import { ResetLinkMaker } from '../users/reset-link-maker.js';
import { ResetLinkRequests } from '../users/reset-link-requests.js';
import { ResetLinksRepository } from '../users/reset-links.repository.js';
import { RoleChanges } from '../users/role-changes.js';
import { UserChanges } from '../users/user-changes.js';
import { UsersService } from '../users/users.service.js';
import { OperatorAudit, OperatorAuditModule } from './operator-audit.js';
import { OperatorPeopleFacade } from './operator-people.facade.js';
import { OperatorSecondPerson } from './operator-second-person.js';
import { OperatorTokensFacade } from './operator-tokens.facade.js';

/** The room's services of accounts and tokens for the operator's tool, without sign-in, schedules and routes. */
@Module({
  imports: [OperatorAuditModule],
  providers: [
    AccountKeys,
    AccountsRepository,
    AlikeNames,
    Assurance,
    DecidersRepository,
    DormancyRepository,
    PeopleNames,
    MfaRepository,
    MfaService,
    MfaRemoval,
    NoticesRepository,
    Notices,
    RoleRequestsRepository,
    SessionsRepository,
    SsoProvider,
    TokensRepository,
    AccountStates,
    DeciderRemoval,
    ResetLinkMaker,
    ResetLinkRequests,
    ResetLinksRepository,
    RoleChanges,
    UserChanges,
    UsersService,
    Idempotency,
    KeyedTransactions,
    OperatorPeopleFacade,
    OperatorTokensFacade,
    { provide: AUDIT_WRITER, useExisting: OperatorAudit },
    { provide: SECOND_PERSON, useClass: OperatorSecondPerson },
  ],
  exports: [OperatorPeopleFacade, OperatorTokensFacade],
})
export class OperatorModule {}

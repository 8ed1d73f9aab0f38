import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PEOPLE } from '#platform/access/people.js';
import { AUTHENTICATOR } from '#platform/access/ports.js';
import { SECOND_PERSON, STEP_UP } from '#platform/access/second-person.js';
import { ACCOUNT_ACCESS } from '#platform/rights/account-access.js';
import { SUBJECT_ACCOUNTS } from '#platform/rights/subject-accounts.js';
import { AccessOfAccounts } from './access/access-of-accounts.js';
import { PeopleNames } from './account/names/people-names.js';
import { ApprovalsService } from './approvals/approvals.service.js';
import { AuthFacade } from './auth.facade.js';
import { parts } from './auth.providers.js';
import './session/session.table.js';
import { AccountsOfSubjects } from './rights/accounts-of-subjects.js';
import { ApprovalExpiryModule } from './approval-expiry.module.js';
import { CredentialAuthenticator } from './credential.authenticator.js';
import { StepUpService } from './step-up/step-up.service.js';

/** Global: the platform's guard asks `AUTHENTICATOR` who sends a request. */
@Global()
@Module({
  imports: [ApprovalExpiryModule, TypeOrmModule.forFeature(parts.flatMap(({ tables }) => [...tables]))],
  controllers: parts.flatMap(({ controllers }) => [...controllers]),
  providers: [
    ...parts.flatMap(({ providers }) => [...providers]),
    CredentialAuthenticator,
    AuthFacade,
    AccessOfAccounts,
    { provide: ACCOUNT_ACCESS, useExisting: AccessOfAccounts },
    AccountsOfSubjects,
    { provide: SUBJECT_ACCOUNTS, useExisting: AccountsOfSubjects },
    { provide: SECOND_PERSON, useExisting: ApprovalsService },
    { provide: STEP_UP, useExisting: StepUpService },
    { provide: PEOPLE, useExisting: PeopleNames },
    { provide: AUTHENTICATOR, useExisting: CredentialAuthenticator },
  ],
  exports: [AuthFacade, ACCOUNT_ACCESS, AUTHENTICATOR, PEOPLE, SECOND_PERSON, STEP_UP, SUBJECT_ACCOUNTS],
})
export class AuthModule {}

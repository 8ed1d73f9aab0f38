import { Module } from '@nestjs/common';
import { AccountKeys } from './account/account-keys.js';
import { AccountsRepository } from './account/accounts.repository.js';
import { AlikeNames } from './account/names/alike-names.repository.js';
import { DecidersRepository } from './account/deciders.repository.js';
import { SessionsRepository } from './session/sessions.repository.js';
import { SingleOperatorFacade } from './single-operator.facade.js';
import { SsoProvider } from './sso/sso-provider.js';

/** The few parts of the room that the operator's tool needs, without sign-in, schedules and routes. */
@Module({
  providers: [
    AccountKeys,
    AccountsRepository,
    AlikeNames,
    DecidersRepository,
    SessionsRepository,
    SsoProvider,
    SingleOperatorFacade,
  ],
  exports: [SingleOperatorFacade],
})
export class SingleOperatorModule {}

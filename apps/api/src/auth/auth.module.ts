import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AUTHENTICATOR } from '#platform/access/ports.js';
import { AccountController } from './account.controller.js';
import { AccountRow } from './account.entity.js';
import { AccountKeys } from './account-keys.js';
import { AccountsRepository } from './accounts.repository.js';
import { AuthFacade } from './auth.facade.js';
import './auth-tables.js';
import { DoorService } from './door.service.js';
import { LastActions } from './last-actions.js';
import { PasswordDoor } from './password.door.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordService } from './password.service.js';
import { RegistrationService } from './registration.service.js';
import { SessionAuthenticator } from './session.authenticator.js';
import { SessionService } from './session.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SetUpService } from './set-up.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInLimitRepository } from './sign-in-limit.repository.js';
import { SignInLimit } from './sign-in-limit.service.js';
import { SignInService } from './sign-in.service.js';

/** Global: the platform's guard asks `AUTHENTICATOR` who sends a request. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AccountRow])],
  controllers: [SignInController, AccountController],
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
    SignInService,
    AuthFacade,
    { provide: AUTHENTICATOR, useExisting: SessionAuthenticator },
  ],
  exports: [AuthFacade, AUTHENTICATOR],
})
export class AuthModule {}

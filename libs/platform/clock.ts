import { Injectable } from '@nestjs/common';

/** The only source of the present. Rules get a `Date`; tests advance a clock of their own. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

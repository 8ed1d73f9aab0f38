import { Injectable } from '@nestjs/common';

/** The only source of the present. Rules get a `Date`; tests give a clock that they turn by hand. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

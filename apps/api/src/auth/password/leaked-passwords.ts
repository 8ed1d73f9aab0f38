import { Injectable } from '@nestjs/common';
import { leakedPasswords } from '#platform/passwords/leaked-passwords.js';

/** The passwords that are tried first, behind a seam that tests replace. */
@Injectable()
export class LeakedPasswords {
  all(): Promise<ReadonlySet<string>> {
    return leakedPasswords();
  }
}

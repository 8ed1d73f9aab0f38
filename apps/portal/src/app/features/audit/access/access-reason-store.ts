import { Service, signal } from '@angular/core';

/** Why the person looks at the audit log. Kept until the page is loaded anew, and nowhere else. */
@Service()
export class AccessReasonStore {
  readonly words = signal('');
}

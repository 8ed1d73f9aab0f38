/** To what accounts are held: what the guides ask for, or OWASP ASVS 5.0, level 2, in what its chapters 6 and 7 ask beyond that. */
export type AssuranceLevel = 'standard' | 'asvs-2';

/** Everything that the level changes; docs/security.md lists it by requirement. */
export interface Demands {
  /** ASVS 6.2.5. `guides`: as the guides say for production and elsewhere; `length`: length and no leaked password, nothing else. */
  readonly passwords: 'guides' | 'length';
  /** ASVS 6.2.8. Passwords are composed to one form of their accents first, or hashed and compared to the byte. */
  readonly passwordsAre: 'composed' | 'as-received';
  /** ASVS 6.3.3. `setting`: as `auth.requireMfa` says. */
  readonly secondFactorOf: 'setting' | 'everybody';
  /** ASVS 6.5.5. Steps of 30 seconds before and after its own in which a code of an app counts. */
  readonly neighbouringSteps: 0 | 1;
  /** ASVS 7.2.4. Whose session goes on under a new id after a step-up. */
  readonly renewsSessionOf: 'browsers' | 'everybody';
  /** ASVS 7.5.1. What a step-up takes, and which acts take one. */
  readonly stepUpTakes: 'one-proof' | 'all-factors';
}

const demands: Readonly<Record<AssuranceLevel, Demands>> = {
  standard: {
    passwords: 'guides',
    passwordsAre: 'composed',
    secondFactorOf: 'setting',
    neighbouringSteps: 1,
    renewsSessionOf: 'browsers',
    stepUpTakes: 'one-proof',
  },
  'asvs-2': {
    passwords: 'length',
    passwordsAre: 'as-received',
    secondFactorOf: 'everybody',
    neighbouringSteps: 0,
    renewsSessionOf: 'everybody',
    stepUpTakes: 'all-factors',
  },
};

export function demandsOf(level: AssuranceLevel): Demands {
  return demands[level];
}

const dayMs = 86_400_000;

/** After how many days without use an account is disabled (0: never), and how many days before that this is announced. */
export interface DormancyPolicy {
  readonly dormantDays: number;
  readonly dormantNoticeDays: number;
}

export interface AccountUse {
  /** When it was last signed in to, or a token of it was used; when it was made, where neither happened. */
  readonly usedAt: Date;
  readonly announcedAt: Date | null;
  readonly disableAt: Date | null;
}

/** `forget`: an announcement that no longer holds. */
export type DormancyStep = 'none' | 'announce' | 'disable' | 'forget';

/** Accounts used since are not announced; null where none ever is. */
export function announcedBefore({ dormantDays, dormantNoticeDays }: DormancyPolicy, now: Date): Date | null {
  return dormantDays === 0 ? null : new Date(now.getTime() - (dormantDays - dormantNoticeDays) * dayMs);
}

export function dormancyStep({ usedAt, announcedAt, disableAt }: AccountUse, policy: DormancyPolicy, now: Date): DormancyStep {
  const before = announcedBefore(policy, now);
  const isDormant = before !== null && usedAt <= before;
  if (announcedAt === null || disableAt === null) return isDormant ? 'announce' : 'none';
  if (!isDormant || usedAt > announcedAt) return 'forget';
  return disableAt <= now ? 'disable' : 'none';
}

/** Never sooner than the whole notice, however long it has not been used. */
export function disabledAt({ usedAt }: Pick<AccountUse, 'usedAt'>, policy: DormancyPolicy, now: Date): Date {
  const dormantAt = usedAt.getTime() + policy.dormantDays * dayMs;
  return new Date(Math.max(dormantAt, now.getTime() + policy.dormantNoticeDays * dayMs));
}

/** Whether disabling it leaves enough people: two others who decide, where it is one who does. */
export function maySpare({ decides, otherDeciders }: { readonly decides: boolean; readonly otherDeciders: number }): boolean {
  return !decides || otherDeciders >= 2;
}

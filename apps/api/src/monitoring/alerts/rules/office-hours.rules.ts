/** When people who administer are at work. */
export interface OfficeHours {
  /** 1 is Monday, 7 is Sunday; empty where no hour is unusual. */
  readonly days: readonly number[];
  /** Full hours, local time; the last one is the end. */
  readonly from: number;
  readonly to: number;
  /** IANA name, such as `Europe/Berlin`; null means that of the host. */
  readonly timeZone: string | null;
}

const dayNumbers: Readonly<Record<string, number>> = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };

/** Whether a moment lies outside of office hours, where there are any. Hours may run over midnight (22 to 6). */
export function isOffHours(at: Date, { days, from, to, timeZone }: OfficeHours): boolean {
  if (days.length === 0) return false;
  const { day, hour } = localHour(at, timeZone);
  const isWithin = from <= to ? hour >= from && hour < to : hour >= from || hour < to;
  return !days.includes(day) || !isWithin;
}

function localHour(at: Date, timeZone: string | null): { readonly day: number; readonly hour: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === null ? {} : { timeZone }),
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return { day: dayNumbers[part('weekday')]!, hour: Number(part('hour')) };
}

export type FindingStatus = 'pass' | 'warn' | 'fail' | 'skipped';

/** What one check of `chatman doctor` found. */
export interface Finding {
  readonly name: string;
  readonly status: FindingStatus;
  readonly message: string;
  /** What to do, for what is not in order. */
  readonly cure: string | null;
}

export const passed = (name: string, message: string): Finding => ({ name, status: 'pass', message, cure: null });
export const warned = (name: string, message: string, cure: string): Finding => ({ name, status: 'warn', message, cure });
export const failed = (name: string, message: string, cure: string): Finding => ({ name, status: 'fail', message, cure });
export const skipped = (name: string, message: string): Finding => ({ name, status: 'skipped', message, cure: null });

/** Whether Chat Man would run, and run safely: warnings are for a person to weigh. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== 'fail');
}

const marks: Readonly<Record<FindingStatus, string>> = { pass: 'ok', warn: 'warning', fail: 'FAILED', skipped: 'skipped' };

export function inWords(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, status, message, cure }) => [
    `${marks[status].padEnd(8)} ${name.padEnd(width)}  ${message}`,
    ...(cure === null ? [] : [`${' '.repeat(9 + width)}  → ${cure}`]),
  ]);
  const count = (status: FindingStatus): number => findings.filter((finding) => finding.status === status).length;
  return `${lines.join('\n')}\n\n${count('pass')} ok, ${count('warn')} warnings, ${count('fail')} failed, ${count('skipped')} skipped\n`;
}

/** Bytes that the deployment guide wants for backups. */
const spaceForBackups = 10 * 1024 ** 3;

export function spaceFinding(name: string, freeBytes: number): Finding {
  const free = `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free`;
  if (freeBytes >= spaceForBackups) return passed(name, free);
  const cure = 'Free space or give it another disk; the deployment guide asks for 10 GiB for backups';
  return freeBytes < spaceForBackups / 10 ? failed(name, free, cure) : warned(name, free, cure);
}

/** @param daysLeft until the certificate ends */
export function certificateFinding(name: string, host: string, fault: string | null, daysLeft: number): Finding {
  if (fault !== null)
    return failed(
      name,
      `${host} answers with a certificate that is not trusted (${fault})`,
      'Install a certificate that browsers trust, with its chain',
    );
  const message = `the certificate of ${host} is valid for ${Math.floor(daysLeft)} more days`;
  return daysLeft < 21 ? warned(name, message, 'Renew it') : passed(name, message);
}

/** @param ageHours of the newest backup, or null when there is none */
export function backupFinding(name: string, ageHours: number | null, mayBeHours: number): Finding {
  const cure = 'Create one with `npx chatman backup create`, and see why the schedule did not';
  if (ageHours === null) return warned(name, 'there is no backup yet', cure);
  const message = `the newest backup is ${ageHours < 48 ? `${Math.round(ageHours)} hours` : `${Math.round(ageHours / 24)} days`} old`;
  return ageHours > mayBeHours ? warned(name, message, cure) : passed(name, message);
}

export interface Mount {
  /** `major:minor` of the device as the kernel numbers it; file systems over several devices have a made-up number. */
  readonly deviceNumber: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  /** Device file, ZFS dataset, or any other source that the file system was mounted from. */
  readonly source: string;
}

/** Reads a line of `/proc/self/mountinfo`: id, parent, number, root, mount point, options, optional fields, `-`, type, source, options. */
export function parseMounts(mountInfo: string): Mount[] {
  return mountInfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , deviceNumber, , mountPoint] = (before ?? '').split(' ');
    const [fileSystem, source] = (after ?? '').split(' ');
    if (deviceNumber === undefined || mountPoint === undefined || fileSystem === undefined || source === undefined) return [];
    return [{ deviceNumber, mountPoint: unescaped(mountPoint), fileSystem, source: unescaped(source) }];
  });
}

/** The mount that a path lies in: the longest matching mount point; of two on the same point, the later covers the earlier. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | null {
  const contains = ({ mountPoint }: Mount): boolean =>
    path === mountPoint || path.startsWith(mountPoint === '/' ? '/' : `${mountPoint}/`);
  return mounts.filter(contains).reduce<Mount | null>((best, mount) => {
    return best === null || mount.mountPoint.length >= best.mountPoint.length ? mount : best;
  }, null);
}

/** The mounts within a directory: other disks under one name. */
export function mountsWithin(directory: string, mounts: readonly Mount[]): Mount[] {
  return mounts.filter(({ mountPoint }) => mountPoint.startsWith(directory === '/' ? '/' : `${directory}/`));
}

export interface SwapArea {
  readonly path: string;
  readonly kind: 'partition' | 'file';
}

/** The active swap areas of `/proc/swaps`. */
export function parseSwaps(swaps: string): SwapArea[] {
  return swaps.split('\n').flatMap((line) => {
    const [path, kind] = line.split(/\s+/);
    if (path === undefined || (kind !== 'partition' && kind !== 'file')) return [];
    return [{ path: unescaped(path), kind }];
  });
}

/**
 * Whether a control group of this process, or one above it, forbids swap. `limits` are their `memory.swap.max`; a group without the file sets no limit.
 */
export function forbidsSwap(limits: readonly string[]): boolean {
  return limits.some((limit) => limit.trim() === '0');
}

/** The directories of the control group (version 2) that `/proc/self/cgroup` names, from the group itself to the root. */
export function groupDirectories(cgroup: string): string[] {
  const group = /^0::(\/.*)$/m.exec(cgroup)?.[1];
  if (group === undefined) return [];
  const parts = group.split('/').filter((part) => part !== '' && part !== '..');
  return [...parts.keys(), parts.length].map((length) => `/${parts.slice(0, length).join('/')}`).reverse();
}

/** The kernel writes blanks, tabs, line ends and backslashes in octal. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_match, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}

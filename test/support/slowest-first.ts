import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that wait for real time. Begun last, one of them would keep a machine waiting that has nothing else left to do. */
const slowest = ['test/portal/idle.spec.ts', 'test/faults/life-recovery.spec.ts'];

/** vitest's own order, the larger file first, knows nothing of a small file that waits. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification): boolean => slowest.some((file) => moduleId.endsWith(file));
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

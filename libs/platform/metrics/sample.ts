/** Milliseconds: how old a value may be before another one is measured, and how old before it says nothing any more. */
const freshMs = 10_000;
const staleMs = 120_000;
/** Milliseconds that the very first look waits for a value. */
const firstMs = 1_000;

type Values = ReadonlyMap<string, number>;

/**
 * Values that are measured in the background. A look gives the latest and, where that is no longer fresh, begins another measurement without
 * waiting for it; one that hangs is not begun again, so that a slow database does not get the same work twice.
 */
export class Sample {
  private values: Values | null = null;
  private at = -Infinity;
  private measuring: Promise<void> | null = null;

  constructor(
    private readonly measure: () => Promise<Values>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Null where nothing was measured for long, or the last measurement failed. */
  async latest(): Promise<Values | null> {
    if (this.now() - this.at >= freshMs) this.measuring ??= this.begin();
    if (this.values === null && this.measuring) await Promise.race([this.measuring, pause(firstMs)]);
    return this.now() - this.at < staleMs ? this.values : null;
  }

  private async begin(): Promise<void> {
    try {
      this.values = await this.measure();
    } catch {
      this.values = null;
    }
    this.at = this.now();
    this.measuring = null;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

import type { ProviderErrorCode, TimeLimits } from '../llm-provider.js';

/**
 * Notices that a model has gone quiet. Only tokens count as a sign of life: a server that trickles bytes or pings without ever
 * finishing a token is as silent as one that sends nothing.
 */
export class StallWatch {
  private readonly total: NodeJS.Timeout;
  private silence: NodeJS.Timeout;
  private hasToken = false;

  constructor(
    private readonly limits: TimeLimits,
    private readonly onStall: (code: ProviderErrorCode) => void,
  ) {
    this.total = setTimeout(() => onStall('model-timeout'), limits.total);
    this.silence = setTimeout(() => onStall('model-silent'), limits.firstToken);
  }

  token(): void {
    if (this.hasToken) {
      this.silence.refresh();
      return;
    }
    this.hasToken = true;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.onStall('model-silent'), this.limits.idle);
  }

  stop(): void {
    clearTimeout(this.total);
    clearTimeout(this.silence);
  }
}

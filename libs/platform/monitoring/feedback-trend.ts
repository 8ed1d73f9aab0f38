import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

export interface FeedbackDay {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly up: number;
  readonly down: number;
}

/** How answers were rated, by day. The chat room knows; monitoring imports no room. */
export interface FeedbackTrend {
  /** Days with feedback since a time, oldest first. */
  since(time: Date): Promise<FeedbackDay[]>;
}

/** Marks the provider that knows it. */
export const KnowsFeedback = DiscoveryService.createDecorator();

@Injectable()
export class FeedbackTrends {
  constructor(private readonly discovery: DiscoveryService) {}

  async since(time: Date): Promise<FeedbackDay[]> {
    const [found] = this.discovery.getProviders({ metadataKey: KnowsFeedback.KEY });
    return (await (found?.instance as FeedbackTrend | undefined)?.since(time)) ?? [];
  }
}

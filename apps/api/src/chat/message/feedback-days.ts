import { Injectable } from '@nestjs/common';
import { KnowsFeedback, type FeedbackDay, type FeedbackTrend } from '#platform/monitoring/feedback-trend.js';
import { MessageRepository } from './message.repository.js';

/** How answers were rated, by day and without their people. */
@Injectable()
@KnowsFeedback()
export class FeedbackDays implements FeedbackTrend {
  constructor(private readonly messages: MessageRepository) {}

  since(time: Date): Promise<FeedbackDay[]> {
    return this.messages.feedbackByDay(time);
  }
}

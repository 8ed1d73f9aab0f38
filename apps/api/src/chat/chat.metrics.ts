import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform/metrics/metrics.js';
import { OpenCompletions } from './completions/open-completions.js';
import { Admission } from './generation/queue/admission.js';
import { EventFeeds } from './generation/stream/event-feeds.js';
import { LiveAnswers } from './generation/stream/live-answers.js';

/** What an operator watches: how many answers are written, wait and are read here. */
@Injectable()
export class ChatMetrics {
  constructor(metrics: Metrics, answers: LiveAnswers, admission: Admission, feeds: EventFeeds, completions: OpenCompletions) {
    metrics.gauge('chat_answers_under_way', 'Answers that this instance is writing or has queued.', () => answers.count);
    metrics.gauge('chat_questions_waiting', 'Questions waiting in the queue of this instance.', () => admission.waiting);
    metrics.gauge(
      'chat_completions_under_way',
      'Answers of the OpenAI-compatible API that this instance is writing or has queued.',
      () => completions.count,
    );
    metrics.gauge('chat_event_streams', 'Readers subscribed to an answer on this instance.', () => feeds.count);
  }
}

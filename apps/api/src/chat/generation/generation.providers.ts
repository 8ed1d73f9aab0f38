import { OpenAnswers } from '../conversation/open-answers.js';
import { GenerationMetrics } from './generation.metrics.js';
import { GenerationRepository } from './generation.repository.js';
import { GenerationService } from './generation.service.js';
import { Admission } from './queue/admission.js';
import { GenerationLeaseRepository } from './recovery/generation-lease.repository.js';
import { GenerationSweep } from './recovery/generation-sweep.js';
import { AnswerCloser } from './runner/answer-closer.js';
import { AnswerSources } from './runner/answer-sources.js';
import { AttachedSources } from './runner/attached-sources.js';
import { AnswerWriter } from './runner/answer-writer.js';
import { GenerationRunner } from './runner/generation-runner.js';
import { TitleWriter } from './runner/title-writer.js';
import { AnswerFlusher } from './stream/answer-flusher.js';
import { EventFeeds } from './stream/event-feeds.js';
import { LiveAnswers } from './stream/live-answers.js';

export const generationProviders = [
  Admission,
  AnswerCloser,
  AnswerFlusher,
  AnswerSources,
  AnswerWriter,
  AttachedSources,
  EventFeeds,
  GenerationLeaseRepository,
  GenerationMetrics,
  GenerationRepository,
  GenerationRunner,
  GenerationService,
  GenerationSweep,
  LiveAnswers,
  TitleWriter,
  { provide: OpenAnswers, useExisting: LiveAnswers },
];

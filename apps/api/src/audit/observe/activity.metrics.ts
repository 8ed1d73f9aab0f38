import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform/metrics/metrics.js';
import type { EventFields } from '../record/event.rules.js';
import { TreeRepository } from '../tree/tree.repository.js';

const questions: ReadonlySet<string> = new Set(['message.sent', 'message.regenerated', 'completion.answered', 'knowledge.asked']);
const searches: ReadonlySet<string> = new Set(['knowledge.searched', 'knowledge.asked']);
/** Refusals of a sign-in that are a step of it. */
const steps: ReadonlySet<string> = new Set(['mfa-required', 'sign-in-busy', 'sso-cancelled', 'sso-not-started']);

/** Counts what this instance recorded, by actions and roles: both are closed lists. */
@Injectable()
export class ActivityMetrics {
  private readonly events;
  private readonly signIns;
  private readonly denials;
  private readonly questions;
  private readonly searches;
  private readonly ingestions;

  constructor(metrics: Metrics, tree: TreeRepository) {
    this.events = metrics.counter('audit_events_total', 'Audit events that this instance recorded.', ['action', 'outcome']);
    this.signIns = metrics.counter('sign_ins_total', 'Sign-ins by outcome.', ['outcome']);
    this.denials = metrics.counter('denials_total', 'Requests that were denied for lack of a permission.');
    this.questions = metrics.counter('questions_total', 'Questions to a model or to documents, by role.', ['role']);
    this.searches = metrics.counter('searches_total', 'Searches in documents.');
    this.ingestions = metrics.counter('ingestions_total', 'Documents that were taken in, by outcome.', ['outcome']);
    metrics.sampled('audit_unsigned_seconds', 'Age of the oldest audit event that is not signed for.', () =>
      tree.unsignedSeconds(),
    );
  }

  /** Call when the event is committed. */
  count({ action, outcome, reason, role }: EventFields): void {
    this.events.inc({ action, outcome });
    if (action === 'session.started' && outcome === 'success') this.signIns.inc({ outcome: 'succeeded' });
    if (action === 'session.refused' && !steps.has(reason ?? '')) this.signIns.inc({ outcome: 'failed' });
    if (action === 'access.denied') this.denials.inc();
    if (outcome === 'intent') return;
    if (questions.has(action)) this.questions.inc({ role });
    if (searches.has(action)) this.searches.inc();
    if (action === 'knowledge.ingested') this.ingestions.inc({ outcome });
  }
}

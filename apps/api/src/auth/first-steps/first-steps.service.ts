import { Inject, Injectable } from '@nestjs/common';
import { ConfirmedFirstStep, FirstStepName, type FirstStep, type FirstSteps } from '#contracts/auth/first-steps.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { FirstStepFacts } from '#platform/first-steps/first-step.js';
import { notFound } from '#platform/http/problem.js';
import { noSoundBackup } from '../auth.errors.js';
import { FirstStepsRepository, type Confirmation } from './first-steps.repository.js';

/** What an administrator sees to first. A step is done when a room knows that it is, or, where none can know, when a person has said so. */
@Injectable()
export class FirstStepsService {
  constructor(
    private readonly notes: FirstStepsRepository,
    private readonly facts: FirstStepFacts,
    @Inject(PEOPLE) private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<FirstSteps> {
    const confirmations = await this.notes.confirmations();
    const items = FirstStepName.options.map((name) => this.step(actor, name, confirmations));
    return { items: await Promise.all(items), dismissed: await this.notes.isDismissed(actor.id) };
  }

  private async step(actor: Actor, name: FirstStepName, confirmations: readonly Confirmation[]): Promise<FirstStep> {
    const fact = this.facts.of(name);
    const holds = fact === null || (await fact.holds(actor));
    if (!isConfirmed(name)) return { name, done: fact !== null && holds, confirmed: null };
    const said = holds && confirmations.find(({ step }) => step === name);
    if (!said) return { name, done: false, confirmed: null };
    return { name, done: true, confirmed: { at: said.at.toISOString(), by: await this.people.of(said.userId) } };
  }

  async confirm(tx: Tx, actor: Actor, step: ConfirmedFirstStep): Promise<void> {
    const fact = this.facts.of(step);
    if (fact !== null && !(await fact.holds(actor))) throw noSoundBackup();
    await this.notes.note(tx, actor.id, step, this.clock.now());
  }

  async withdraw(tx: Tx, step: ConfirmedFirstStep): Promise<void> {
    if (!(await this.notes.withdraw(tx, step))) throw notFound();
  }

  /** For this person. The steps stay what they are. */
  async dismiss(tx: Tx, actor: Actor): Promise<void> {
    await this.notes.note(tx, actor.id, 'dismissed', this.clock.now());
  }
}

function isConfirmed(name: FirstStepName): boolean {
  return (ConfirmedFirstStep.options as readonly string[]).includes(name);
}

import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ProviderPlace } from '#contracts/chat/provider.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Log } from '#platform/logging/log.js';
import { ModelSettings, ProviderSettings } from '../../chat.settings.js';
import { afterFailure, afterSuccess, closedCircuit, isOpen, type Circuit } from '../circuit.rules.js';
import { ProviderFailure, type AvailableModel, type LlmProvider, type ProviderErrorCode } from '../llm-provider.js';
import { chosenModel, type ModelRules } from './model-choice.rules.js';
import { closeModelConnections } from '../wire/model-http.js';
import { causeOf } from '../causes.rules.js';
import { ConfiguredProvider } from '../configured-provider.js';

/** Milliseconds after which the server's state is refreshed in the background. */
const freshFor = 10_000;

export interface ServerState {
  readonly isReachable: boolean;
  readonly failure: ProviderErrorCode | null;
  readonly models: readonly AvailableModel[];
}

export interface ChosenModel {
  readonly provider: LlmProvider;
  readonly model: string;
  /** Where it runs: outside for a model that the server passes on to another machine. */
  readonly place: ProviderPlace;
  readonly notices: readonly string[];
}

/** What the model server has, kept fresh without anybody waiting for it, and whether it is worth asking just now. */
@Injectable()
export class ModelCatalogue implements OnApplicationBootstrap, OnApplicationShutdown {
  private state: ServerState = { isReachable: false, failure: null, models: [] };
  /** Whether it responded at any time since the start. */
  private wasThere = false;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | null = null;
  private circuit: Circuit = closedCircuit;
  private reported: ProviderErrorCode | null = null;
  /** How the last answer failed, for the health page; null once one has succeeded. */
  lastFailure: ProviderErrorCode | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly configured: ConfiguredProvider,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.refresh();
  }

  onApplicationShutdown(): void {
    this.ending.abort();
    closeModelConnections();
  }

  /** Whether a model server is expected: it was configured, or seen before. */
  get isMissed(): boolean {
    return !this.state.isReachable && (this.wasThere || !this.configured.isOnlyGuessed);
  }

  /** What is known now. The first caller of all waits for the first answer. */
  async current(): Promise<ServerState> {
    if (this.askedAt === Number.NEGATIVE_INFINITY) await this.refresh();
    else if (this.now() - this.askedAt > freshFor) void this.refresh();
    return this.state;
  }

  /**
   * The model for a conversation, or null with the reason why none can answer: there is no server, or none has answered since the start
   * (`no-model`), it does not work or lacks the model (`model-unavailable`), or the model runs on a remote server
   * (`model-refused-remote`).
   */
  async choose(wanted: string | null): Promise<ChosenModel | { readonly provider: null; readonly notice: string }> {
    const provider = this.configured.provider;
    if (!provider) return { provider: null, notice: 'no-model' };
    // A server that was neither configured nor ever seen is no failure.
    const absent = this.wasThere || !this.configured.isOnlyGuessed ? 'model-unavailable' : 'no-model';
    if (isOpen(this.circuit, this.now())) return { provider: null, notice: absent };
    const { isReachable, models } = await this.current();
    if (!isReachable) return { provider: null, notice: absent };
    const choice = chosenModel(wanted, this.settings.of(ModelSettings).name, models, this.rulesFor(provider));
    if (choice === 'model-name-refused') return { provider: null, notice: 'model-refused-remote' };
    if (choice === 'model-not-found') return { provider: null, notice: 'model-unavailable' };
    return { provider, place: choice.notices.includes('remote-model') ? 'outside' : provider.place, ...choice };
  }

  rulesFor({ mayHaveUnlisted }: LlmProvider): ModelRules {
    return { mayHaveUnlisted, allowsRemote: this.settings.of(ProviderSettings).allowRemoteModels };
  }

  succeeded(): void {
    this.lastFailure = null;
    this.circuit = afterSuccess();
  }

  /**
   * One question failed. Whether the server works for the others is found by a request of its own.
   */
  failed(code: ProviderErrorCode, personId: string): void {
    const { provider } = this.configured;
    const cause = provider && causeOf(code, provider.id);
    if (cause) {
      this.lastFailure = code;
      this.log.warn('an answer failed at the model', { code, ...cause });
    }
    const wasOpen = isOpen(this.circuit, this.now());
    this.circuit = afterFailure(this.circuit, code, personId, this.now());
    if (!wasOpen && isOpen(this.circuit, this.now())) this.log.warn('model server is paused after failures', { code });
    if (code === 'model-unreachable' || code === 'not-a-model-server' || code === 'model-not-found') void this.refresh();
  }

  /** Asks the server; concurrent callers share the answer. Never rejects. */
  refresh(): Promise<void> {
    return (this.asking ??= this.ask().finally(() => (this.asking = null)));
  }

  private async ask(): Promise<void> {
    const provider = this.configured.provider;
    try {
      const models = provider ? await provider.listModels(this.ending.signal) : [];
      this.state = { isReachable: provider !== null, failure: null, models };
      this.wasThere ||= this.state.isReachable;
    } catch (error) {
      this.state = {
        isReachable: false,
        failure: error instanceof ProviderFailure ? error.code : 'model-unreachable',
        models: [],
      };
    }
    this.askedAt = this.now();
    this.report();
  }

  /** Why no model can answer now; null if one can, or none is wanted. */
  problem(): ProviderErrorCode | null {
    const { provider, isOnlyGuessed } = this.configured;
    if (!provider) return null;
    const { isReachable, failure, models } = this.state;
    if (!isReachable) return isOnlyGuessed && failure === 'model-unreachable' ? null : failure;
    const choice = chosenModel(null, this.settings.of(ModelSettings).name, models, this.rulesFor(provider));
    return typeof choice === 'string' ? choice : null;
  }

  /** One line when something begins or ceases to be in the way of answers, and not one for each time that is noticed. */
  private report(): void {
    const problem = this.problem();
    if (problem === this.reported) return;
    this.reported = problem;
    const { provider } = this.configured;
    if (problem === null || !provider) this.log.info('the model server can be used');
    else
      this.log.warn('no model can answer; answers are extracts from documents', {
        code: problem,
        ...causeOf(problem, provider.id),
      });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { withMarksAs } from '#contracts/chat/citation-marks.js';
import type { Provenance } from '#contracts/rag.js';
import { answerStart } from '#contracts/chat/thoughts.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Log } from '#platform/logging/log.js';
import { sourceId } from '#retrieval/citations.js';
import { SystemPrompt } from '../../engine/system-prompt.js';
import { OwnInstructionsRepository } from '../../library/own-instructions.repository.js';
import { marksBegun } from '../../prompt/citations.rules.js';
import { promptOf, seemsCut, type Prompt } from '../../prompt/prompt.rules.js';
import { configuredRequest } from '../../providers/configured-request.js';
import type { ChatRequest } from '../../providers/llm-provider.js';
import { ModelCatalogue, type ChosenModel } from '../../providers/catalogue/model-catalogue.js';
import type { Slot } from '../queue/admission.js';
import type { AnswerJob, WrittenAnswer } from './answer-job.js';
import { AnswerSources } from './answer-sources.js';
import type { Grounding } from './grounding.js';
import { earlierPassages } from './stays-here.rules.js';
import { isForExtract, outcomeOf, abortedOutcome, type Arrived } from './outcome.rules.js';
import { relay, type Relayed } from '../stream/relay.js';

/** Writes one answer into its live text: with the model, or where none can answer, from quotes. */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly sources: AnswerSources,
    private readonly catalogue: ModelCatalogue,
    private readonly systemPrompt: SystemPrompt,
    private readonly ownInstructions: OwnInstructionsRepository,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  async write(job: AnswerJob, slot: Slot): Promise<WrittenAnswer> {
    const choice = await this.catalogue.choose(job.model);
    const grounding = await this.sources.of(job, choice.provider ? choice.place : 'this-host');
    if (job.live.signal.aborted) return this.without(job, abortedOutcome(job.live.abortReason), provenanceOf(noModel, []));
    if (!choice.provider) return this.extract(job, grounding, choice.notice);
    return this.withModel(job, grounding, choice, slot);
  }

  /** What the person wants in general, then in this conversation, which has the last word. */
  private async wishesOf({ reader, wishes }: AnswerJob): Promise<string> {
    const own = await this.ownInstructions.of(reader.id);
    return [own, wishes ?? ''].filter((text) => text !== '').join('\n\n');
  }

  private async withModel(job: AnswerJob, grounding: Grounding, choice: ChosenModel, turn: Slot): Promise<WrittenAnswer> {
    if (grounding.isBeginningHeld)
      return this.without(job, { status: 'interrupted', errorCode: 'answer-stays-here' }, provenanceOf(noModel, []));
    const instructions = await this.systemPrompt.current();
    const begun = marksBegun(job.message.content, job.message.citations, grounding.passages?.length ?? 0);
    const request = configuredRequest(this.settings, choice.model, job.parameters);
    const prompt = promptOf(
      {
        instructions: instructions.text,
        wishes: await this.wishesOf(job),
        history: grounding.history,
        question: grounding.question,
        sources:
          grounding.passages?.map(({ documentTitle: title, heading, page, text }) => ({ title, heading, page, text })) ?? null,
        begun: withMarksAs(job.message.content, begun, (mark) => `[${sourceId(mark - 1)}]`),
        delimiter: randomBytes(12).toString('base64url'),
      },
      { contextTokens: request.contextTokens, maxTokens: request.sampling.maxTokens },
    );
    const passages = (grounding.passages ?? [])
      .slice(0, prompt?.sources)
      .map(({ chunkId, contentHash }) => ({ chunkId, contentHash }));
    const provenance: Provenance = {
      ...provenanceOf({ provider: choice.provider.id, place: choice.place, model: choice.model }, [
        ...choice.notices,
        ...job.notices,
        ...grounding.notices,
        ...(prompt?.notices ?? []),
      ]),
      parameters: parametersOf(request),
      promptVersion: instructions.version,
      passages,
      ...earlierIn(job, passages),
    };
    if (!prompt) return this.without(job, { status: 'failed', errorCode: 'prompt-too-long' }, provenance);
    job.live.provenance = job.live.writtenFrom = provenance;

    job.live.enter('reading', { model: choice.model, passages: prompt.sources });
    const relayed = await relay(choice.provider, { ...request, messages: prompt.messages }, job.live, turn, prompt.sources);
    const { hasNewText } = arrivedAt(job);
    if (relayed.last.type === 'error') this.catalogue.failed(relayed.last.code, job.reader.id);
    else if (relayed.last.reason !== 'aborted') this.catalogue.succeeded();
    if (isForExtract(relayed.last) && !hasNewText && job.message.content === '')
      return this.extract(
        job,
        choice.place === 'outside' ? await this.sources.of(job, 'this-host') : grounding,
        'model-unavailable',
      );
    return this.written(job, grounding, prompt, relayed, { ...provenance, digest: relayed.digest });
  }

  private written(job: AnswerJob, grounding: Grounding, prompt: Prompt, relayed: Relayed, provenance: Provenance): WrittenAnswer {
    const { live, message } = job;
    const { status, errorCode, notices } = outcomeOf(relayed.last, arrivedAt(job), live.abortReason);
    const isDoubtful = prompt.sources > 0 && seemsCut(prompt.messages, relayed.promptTokens);
    this.reportDrift(prompt.estimatedTokens, relayed.promptTokens);
    const passages = (grounding.passages ?? []).slice(0, prompt.sources);
    const begun = marksBegun(message.content, message.citations, passages.length);
    const marks = [...begun, ...relayed.marks].filter(({ at }) => at >= answerStart(live.text.text));
    return {
      status,
      errorCode,
      citations: this.sources.citations(live.text.text, passages, marks),
      provenance: {
        ...provenance,
        ...(relayed.isRemote ? { place: 'outside' as const } : {}),
        parameters: Object.fromEntries(Object.entries(provenance.parameters).filter(([name]) => !relayed.leftOut.includes(name))),
        notices: [
          ...new Set([...provenance.notices, ...(relayed.isRemote ? ['remote-model'] : [])]),
          ...notices,
          ...(isDoubtful ? ['reading-doubtful'] : []),
          ...(relayed.unknownMarks > 0 ? ['unknown-marks'] : []),
        ],
      },
      promptTokens: relayed.promptTokens,
      answerTokens: relayed.answerTokens,
    };
  }

  /** No model: verbatim quotes, in one piece. */
  private extract(job: AnswerJob, grounding: Grounding, notice: string): WrittenAnswer {
    const { text, citations, notices } = this.sources.quoted(grounding);
    job.live.enter('writing');
    job.live.append(text.startsWith(job.message.content) ? text.slice(job.message.content.length) : '');
    const passages = (grounding.passages ?? []).map(({ chunkId, contentHash }) => ({ chunkId, contentHash }));
    return {
      status: 'completed',
      errorCode: null,
      citations,
      provenance: { ...provenanceOf(noModel, [notice, ...grounding.notices, ...notices]), passages, ...earlierIn(job, passages) },
      promptTokens: null,
      answerTokens: null,
    };
  }

  /** Nothing was added: what had been written before goes on to say where it came from. */
  private without(
    { message }: AnswerJob,
    { status, errorCode }: Pick<WrittenAnswer, 'status' | 'errorCode'>,
    otherwise: Provenance,
  ): WrittenAnswer {
    const provenance = message.content === '' ? otherwise : (message.provenance ?? otherwise);
    return { status, errorCode, citations: message.citations, provenance, promptTokens: null, answerTokens: null };
  }

  /** The estimate decides what fits, so it must not be far off for the languages in use here. */
  private reportDrift(estimated: number, counted: number | null): void {
    if (counted === null || Math.abs(counted - estimated) / estimated <= 0.15) return;
    this.log.debug('prompt estimate is off', { estimated, counted });
  }
}

/** What earlier parts of a continued answer rest on stays known. */
function earlierIn({ message }: AnswerJob, passages: Provenance['passages']): Pick<Provenance, 'earlier'> {
  const earlier = message.content === '' ? [] : earlierPassages(message.provenance, passages);
  return earlier.length === 0 ? {} : { earlier };
}

/** White space alone is no answer. */
function arrivedAt({ live, message }: AnswerJob): Arrived {
  return { hasNewText: live.text.text.slice(message.content.length).trim() !== '', hasBegun: message.content.trim() !== '' };
}

const noModel = { provider: 'extractive', place: 'this-host', model: null } as const;

function provenanceOf(writer: Pick<Provenance, 'provider' | 'place' | 'model'>, notices: readonly string[]): Provenance {
  return { ...writer, digest: null, parameters: {}, promptVersion: 'none', passages: [], notices: [...new Set(notices)] };
}

function parametersOf({ sampling, contextTokens }: Omit<ChatRequest, 'messages'>): Provenance['parameters'] {
  const { temperature, topP, topK, maxTokens, seed } = sampling;
  const known = { temperature, top_p: topP, top_k: topK, max_tokens: maxTokens, context_tokens: contextTokens };
  return seed === undefined ? known : { ...known, seed };
}

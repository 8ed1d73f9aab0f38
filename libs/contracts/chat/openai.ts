import * as z from 'zod/mini';
import { cleanText } from '../clean-text.js';
import { lineOfText } from '../common.js';
import { ProviderPlace } from './provider.js';

/*
 * The calls that OpenAI's clients make. What comes in is tolerant where ours is strict: clients send fields that mean nothing here, and
 * null for what they leave out. `completion-request.rules.ts` refuses the fields that would change what is asked for.
 */

const nullish = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));
const between = (least: number, most: number) => nullish(z.number().check(z.minimum(least), z.maximum(most)));
const whole = (least: number, most: number) => nullish(z.int().check(z.minimum(least), z.maximum(most)));
const ignoredHere = nullish(z.unknown());

const ContentPart = z.object({ type: z.string(), text: nullish(z.string()) });

export const CompletionMessage = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: nullish(z.union([z.string().check(z.overwrite(cleanText)), z.array(ContentPart).check(z.maxLength(1000))])),
  tool_calls: ignoredHere,
  function_call: ignoredHere,
});
export type CompletionMessage = z.infer<typeof CompletionMessage>;

const StopSequence = z.string().check(z.minLength(1), z.maxLength(200));

export const CompletionRequest = z
  .object({
    model: lineOfText({ min: 1, max: 200 }),
    messages: z.array(CompletionMessage).check(z.minLength(1), z.maxLength(2000)),
    stream: nullish(z.boolean()),
    stream_options: nullish(z.object({ include_usage: nullish(z.boolean()) })),
    temperature: between(0, 2),
    top_p: between(0, 1),
    seed: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    stop: nullish(z.union([StopSequence, z.array(StopSequence).check(z.maxLength(4))])),
    max_tokens: whole(1, 1_048_576),
    max_completion_tokens: whole(1, 1_048_576),
    n: whole(1, 128),
    logprobs: nullish(z.boolean()),
    top_logprobs: whole(0, 20),
    frequency_penalty: between(-2, 2),
    presence_penalty: between(-2, 2),
    logit_bias: ignoredHere,
    response_format: nullish(z.object({ type: z.string() })),
    modalities: nullish(z.array(z.string())),
    audio: ignoredHere,
    tools: ignoredHere,
    tool_choice: ignoredHere,
    functions: ignoredHere,
    function_call: ignoredHere,
    web_search_options: ignoredHere,
  })
  .register(z.globalRegistry, { id: 'CompletionRequest' });
export type CompletionRequest = z.infer<typeof CompletionRequest>;

export const CompletionUsage = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  total_tokens: z.number(),
});
export type CompletionUsage = z.infer<typeof CompletionUsage>;

export const FinishReason = z.enum(['stop', 'length', 'content_filter']);
export type FinishReason = z.infer<typeof FinishReason>;

export const Completion = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    /** Seconds since 1970. */
    created: z.number(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number(),
        message: z.object({ role: z.literal('assistant'), content: z.string(), refusal: z.null() }),
        logprobs: z.null(),
        finish_reason: FinishReason,
      }),
    ),
    usage: CompletionUsage,
  })
  .register(z.globalRegistry, { id: 'Completion' });
export type Completion = z.infer<typeof Completion>;

/** One `data:` line of a stream. The chunk that carries the usage has no choices. */
export const CompletionChunk = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion.chunk'),
    created: z.number(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number(),
        delta: z.object({ role: z.optional(z.literal('assistant')), content: z.optional(z.string()) }),
        logprobs: z.null(),
        finish_reason: z.nullable(FinishReason),
      }),
    ),
    usage: z.optional(z.nullable(CompletionUsage)),
  })
  .register(z.globalRegistry, { id: 'CompletionChunk' });
export type CompletionChunk = z.infer<typeof CompletionChunk>;

const EmbeddedText = z.string().check(z.minLength(1), z.maxLength(8_000));

export const EmbeddingsRequest = z
  .object({
    model: lineOfText({ min: 1, max: 200 }),
    input: z.union([EmbeddedText, z.array(EmbeddedText).check(z.minLength(1), z.maxLength(64))]),
    encoding_format: nullish(z.enum(['float', 'base64'])),
    /** Refused: vectors are never shortened. */
    dimensions: nullish(z.unknown()),
  })
  .register(z.globalRegistry, { id: 'EmbeddingsRequest' });
export type EmbeddingsRequest = z.infer<typeof EmbeddingsRequest>;

export const Embeddings = z
  .object({
    object: z.literal('list'),
    model: z.string(),
    data: z.array(
      z.object({
        object: z.literal('embedding'),
        index: z.number(),
        /** Numbers, or base64 of 32-bit floats in little-endian order. */
        embedding: z.union([z.array(z.number()), z.string()]),
      }),
    ),
    /** Estimated from the length of the texts. */
    usage: z.object({ prompt_tokens: z.number(), total_tokens: z.number() }),
  })
  .register(z.globalRegistry, { id: 'Embeddings' });
export type Embeddings = z.infer<typeof Embeddings>;

export const OpenAiModel = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    /** Always 0: model servers do not say when a model was made. */
    created: z.number(),
    owned_by: z.string(),
    /** Where it runs. Not a field of OpenAI's. */
    place: ProviderPlace,
  })
  .register(z.globalRegistry, { id: 'OpenAiModel' });
export type OpenAiModel = z.infer<typeof OpenAiModel>;

export const OpenAiModelList = z
  .object({ object: z.literal('list'), data: z.array(OpenAiModel) })
  .register(z.globalRegistry, { id: 'OpenAiModelList' });
export type OpenAiModelList = z.infer<typeof OpenAiModelList>;

/** The body of every answer with a status of 400 or more under `/v1`. */
export const OpenAiError = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.enum(['invalid_request_error', 'authentication_error', 'permission_error', 'rate_limit_error', 'server_error']),
      param: z.nullable(z.string()),
      code: z.string(),
    }),
  })
  .register(z.globalRegistry, { id: 'OpenAiError' });
export type OpenAiError = z.infer<typeof OpenAiError>;

import { Injectable } from '@nestjs/common';
import type { Embeddings, EmbeddingsRequest } from '#contracts/chat/openai.js';
import type { Call } from '#platform/access/call.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { estimatedTokens } from '#retrieval/text/token-estimate.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { RagFacade } from '../../rag/rag.facade.js';
import { failureOf, unknownModel, unsupportedParameter } from '../chat.errors.js';

/** `POST /v1/embeddings`: the texts go to the embedding model of the knowledge base, and their vectors to the caller. Neither is kept. */
@Injectable()
export class EmbeddingsService {
  constructor(
    private readonly knowledge: RagFacade,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
  ) {}

  async make({ actor }: Call, { model, input, encoding_format, dimensions }: EmbeddingsRequest): Promise<Embeddings> {
    refuseIfRestricted(actor);
    if (dimensions !== undefined && dimensions !== null)
      throw unsupportedParameter({ errors: [{ path: 'dimensions', message: 'vectors are never shortened' }] });
    const offered = this.knowledge.embeddingModel();
    if (offered?.name !== model) throw unknownModel();
    const texts = typeof input === 'string' ? [input] : input;
    const act: Omit<AuditRecord, 'outcome'> = {
      actor: { id: actor.id, role: actor.role },
      action: 'embeddings.made',
      object: { type: 'embeddings', id: this.ids.next() },
      detail: { model, place: offered.place, texts: texts.length, tokenId: actor.tokenId },
    };
    const intent = await this.audit.recordIntent(act);
    const vectors = await this.knowledge.embed(texts);
    const outcome =
      vectors === null ? { outcome: 'failed' as const, code: 'model-failed' as const } : { outcome: 'success' as const };
    await this.transactions.run((tx) => this.audit.recordOutcome(tx, intent, { ...act, ...outcome }));
    if (vectors === null) throw failureOf('model-failed', { retryAfter: 5 });
    const tokens = texts.reduce((sum, text) => sum + estimatedTokens(text), 0);
    return {
      object: 'list',
      model,
      data: vectors.map((vector, index) => ({
        object: 'embedding',
        index,
        embedding: encoding_format === 'base64' ? base64Of(vector) : [...vector],
      })),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  }
}

/** 32-bit floats in little-endian order on any machine. */
function base64Of(vector: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(vector.length * 4));
  vector.forEach((value, at) => bytes.setFloat32(at * 4, value, true));
  return Buffer.from(bytes.buffer).toString('base64');
}

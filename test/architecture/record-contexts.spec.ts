import { describe, expect, it } from 'vitest';
import { recordContext, type Entity } from '#platform/database/declared/entity-columns.js';
import { sealedFormatsOf } from '#platform/database/declared/sealed-columns.js';
import { IdempotentCallRow } from '#platform/idempotency/idempotent-call.entity.js';
import { TrackedJobRow } from '#platform/jobs/tracked/tracked-job.entity.js';
import { EventDetailRow } from '../../apps/api/src/audit/record/event.entity.js';
import { ConversationRow } from '../../apps/api/src/chat/conversation/conversation.entity.js';
import { FeedbackRow } from '../../apps/api/src/chat/message/feedback.entity.js';
import { MessageRow } from '../../apps/api/src/chat/message/message.entity.js';
import { CollectionRow } from '../../apps/api/src/rag/collections/collection.entity.js';
import { DocumentRow } from '../../apps/api/src/rag/documents/document.entity.js';
import { ChunkRow, FilePartRow, VersionRow } from '../../apps/api/src/rag/documents/version.entity.js';
import { EvaluationRow, GoldenQuestionRow } from '../../apps/api/src/rag/evaluation/evaluation.entity.js';
import { SettingChangeRow } from '../../apps/api/src/monitoring/settings/setting-change.entity.js';
import { PostingRow, SegmentRow } from '../../apps/api/src/rag/index/segment.entity.js';
import { VectorBlockRow } from '../../apps/api/src/rag/meaning/vector-block.entity.js';
import { HoldRow } from '../../apps/api/src/retention/holds/hold.entity.js';

const entities: readonly Entity<object>[] = [
  IdempotentCallRow,
  EventDetailRow,
  ConversationRow,
  FeedbackRow,
  MessageRow,
  CollectionRow,
  ChunkRow,
  DocumentRow,
  VersionRow,
  FilePartRow,
  TrackedJobRow,
  GoldenQuestionRow,
  EvaluationRow,
  PostingRow,
  SegmentRow,
  VectorBlockRow,
  HoldRow,
  SettingChangeRow,
];

/** The room auth has a test of its own. */
describe('what is sealed', () => {
  it('opens in the contexts that it was sealed in by earlier versions', () => {
    const contexts = entities.flatMap((entity) =>
      [...sealedFormatsOf(entity).keys()].map((property) => recordContext(entity, property as never, 'a')),
    );
    expect(contexts.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
      'audit.event_detail.detail',
      'chat.conversation.folder',
      'chat.conversation.parameters',
      'chat.conversation.system_prompt',
      'chat.conversation.tags',
      'chat.conversation.title',
      'chat.feedback.comment',
      'chat.message.citations',
      'chat.message.content',
      'chat.message.provenance',
      'platform.idempotent_call.answer',
      'platform.setting_change.reason',
      'platform.tracked_job.result',
      'rag.chunk.content',
      'rag.collection.description',
      'rag.collection.index_key',
      'rag.collection.name',
      'rag.document.title',
      'rag.evaluation.detail',
      'rag.file_part.data',
      'rag.golden_question.question',
      'rag.golden_question.quote',
      'rag.posting.data',
      'rag.segment.lengths',
      'rag.vector_block.data',
      'rag.version.content',
      'rag.version.content_hash',
      'rag.version.file_name',
      'rag.version.outline',
      'retention.hold.matter',
      'retention.hold.reason',
    ]);
  });
});

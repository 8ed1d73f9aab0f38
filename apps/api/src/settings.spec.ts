import { describe, expect, test } from 'vitest';
import { misfits } from '#platform/config/settings/settings-merge.js';
import { leavesOf } from '#platform/config/settings/settings-slice.js';
import { settingsSlices } from './settings.js';

/** What one administrator may change alone: no value of these switches a protection off or keeps people out. Everything else says `protects`. */
const ordinary = [
  'auth.dormantNoticeDays',
  'auth.sso.label',
  'chat.connectSeconds',
  'chat.firstTokenSeconds',
  'chat.idleSeconds',
  'chat.maxAttachmentBytes',
  'chat.maxAttachments',
  'chat.parallel',
  'chat.parallelPerPerson',
  'chat.queuePerPerson',
  'chat.queueTotal',
  'chat.titleByModel',
  'chat.totalSeconds',
  'chat.unansweredAtModel',
  'chat.undoSeconds',
  'http.maxBodyBytes',
  'knowledge.cacheBytes',
  'knowledge.candidates',
  'knowledge.chunkMaxTokens',
  'knowledge.chunkTokens',
  'knowledge.keptVersions',
  'knowledge.matchingShare',
  'knowledge.maxFileBytes',
  'knowledge.maxPages',
  'knowledge.maxUploadBytes',
  'knowledge.parserMemoryMb',
  'knowledge.parserSeconds',
  'knowledge.passages',
  'knowledge.passagesPerDocument',
  'knowledge.relatedShare',
  'model.context_tokens',
  'model.max_tokens',
  'model.name',
  'model.temperature',
  'model.top_k',
  'model.top_p',
  'monitoring.publicCheckpoint',
  'provider.kind',
  'provider.ollama.keepAlive',
  'retrieval.embeddings.leastSimilarity',
  'retrieval.embeddings.passagePrefix',
  'retrieval.embeddings.questionPrefix',
  'retrieval.meaning',
  'retrieval.vectorBytes',
  'rights.accessReviewDays',
  'rights.liftNoticeDays',
  'rights.packageDays',
  'rights.timeZone',
  'system.enableKnowledgeBase',
  'system.enableSystemPrompt',
  'system.streamingEnabled',
];

const leaves = settingsSlices.flatMap((slice) => leavesOf(slice)).map((leaf) => ({ ...leaf, key: leaf.path.join('.') }));
const fits = (key: string, value: unknown): boolean => misfits(settingsSlices, new Map([[key, value]])).length === 0;

describe('a setting', () => {
  test('that does not protect is one of these', () => {
    const alone = leaves.filter(({ meta }) => !meta.onHost && !meta.protects).map(({ key }) => key);
    expect(alone.toSorted()).toEqual(ordinary);
  });

  test('that only the host sets needs no second person', () => {
    expect(leaves.filter(({ meta }) => meta.onHost && meta.protects).map(({ key }) => key)).toEqual([]);
  });

  test('with the address of a provider takes no user and password', () => {
    expect(fits('auth.sso.issuer', 'https://id.example.org/realm')).toBe(true);
    expect(fits('auth.sso.issuer', 'https://client:hunter2@id.example.org/realm')).toBe(false);
    expect(fits('auth.sso.issuer', 'http://client@localhost/')).toBe(false);
  });

  test.each([
    ['limits.requestsPerMinute', 20, [1, 19]],
    ['limits.loginFailures', 3, [1, 2, 101]],
    ['limits.loginWindowMinutes', 5, [1, 1441]],
    ['auth.idleMinutes', 60, [0, 61, 1440]],
    ['auth.absoluteHours', 24, [0, 25, 168]],
    ['audit.logRetentionDays', 365, [1, 364]],
    ['monitoring.checkIntervalMinutes', 1440, [0, 1441, 100_000]],
    ['audit.enabled', true, [false]],
  ])('%s takes %s, and nothing that would lock everybody out or last for ever', (key, good, bad) => {
    expect(fits(key, good)).toBe(true);
    expect(bad.filter((value) => fits(key, value))).toEqual([]);
  });
});

import type { Model } from '#contracts/chat/chat.js';
import type { Job } from '#contracts/jobs.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { readerLocale } from '../../../../locale/language.js';
import { problemWords } from '../../../../locale/problems.js';

const places: Readonly<Record<Model['place'], string>> = {
  'this-host': $localize`on this server`,
  organisation: $localize`in your organisation`,
  outside: $localize`outside your organisation`,
};

/** "2 GB · reads 8,192 tokens · on this server". */
export function modelFacts({ sizeBytes, contextTokens, place }: Pick<Model, 'sizeBytes' | 'contextTokens' | 'place'>): string {
  return [
    ...(sizeBytes === null ? [] : [sizeWords(sizeBytes)]),
    ...(contextTokens === null ? [] : [$localize`reads ${contextTokens.toLocaleString(readerLocale())} tokens`]),
    places[place],
  ].join(' · ');
}

/** What a download is doing, or has come to. */
export function pullWords({
  state,
  message,
  progress,
  problem,
}: Pick<Job, 'state' | 'message' | 'progress' | 'problem'>): string {
  switch (state) {
    case 'queued':
      return $localize`Waiting to begin`;
    case 'running': {
      const doing = message ?? $localize`Starting`;
      if (progress === null || progress.total === null) return doing;
      return $localize`${doing}, ${sizeWords(progress.done * megabyte)} of ${sizeWords(progress.total * megabyte)}`;
    }
    case 'completed':
      return $localize`Ready to use`;
    case 'cancelled':
      return $localize`Cancelled. Pulling it again goes on where it ended.`;
    case 'failed':
      return problem ? problemWords(problem.code, problem.detail) : $localize`The download failed.`;
  }
}

/** Jobs count whole megabytes. */
const megabyte = 1_000_000;

/** What is wrong with the name of a model, as the API checks it; null where it is fine. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return $localize`Enter the name of a model.`;
  const isName = name.trim().length <= 200 && /^\w[\w.-]*(?:\/\w[\w.-]*)*(?::\w[\w.-]*)?$/.test(name.trim());
  return isName ? null : $localize`This is not the name of a model. Names look like llama3.2:3b.`;
}

export function deleteModelQuestion({ name, sizeBytes, isDefault }: Pick<Model, 'name' | 'sizeBytes' | 'isDefault'>): Question {
  return {
    heading: $localize`Delete ${name}?`,
    consequences: [
      $localize`It is removed from the model server${sizeBytes === null ? '' : $localize`, which frees up to ${sizeWords(sizeBytes)}`}.`,
      $localize`Conversations that use it are answered by another model from now on, and say so. Answers already given stay.`,
      ...(isDefault
        ? [
            $localize`It is the default model: until another one is chosen in the settings, any other model that can chat answers, and without one answers are extracts of documents.`,
          ]
        : []),
    ],
    undo: $localize`To have it back, pull it again.`,
    act: $localize`Delete model`,
    isDangerous: true,
  };
}

import { deleteModelQuestion, modelFacts, nameProblem, pullWords } from './model-words.rules.js';

describe('models in words', () => {
  it('says what is known of a model', () => {
    expect(modelFacts({ sizeBytes: 2_019_000_000, contextTokens: 8192, place: 'this-host' })).toBe(
      '2 GB · reads 8,192 tokens · on this server',
    );
    expect(modelFacts({ sizeBytes: null, contextTokens: null, place: 'outside' })).toBe('outside your organisation');
  });

  it('says how far a download is and how it ended', () => {
    const job = {
      state: 'running',
      message: 'Downloading',
      progress: { done: 120, total: 2019, unit: 'MB' },
      problem: null,
    } as const;
    expect(pullWords(job)).toBe('Downloading, 120 MB of 2 GB');
    expect(pullWords({ ...job, progress: { done: 0, total: null, unit: 'MB' } })).toBe('Downloading');
    expect(pullWords({ ...job, state: 'cancelled' })).toMatch(/^Cancelled/);
    const problem = { type: '', title: '', status: 502, code: 'model-pull-failed', detail: 'No such model there.' };
    expect(pullWords({ ...job, state: 'failed', problem })).toBe('No such model there.');
  });

  it.each(['llama3.2:3b', 'hf.co/owner/model:Q4_K_M', ' qwen2.5 '])('takes the name %j', (name) => {
    expect(nameProblem(name)).toBeNull();
  });

  it.each(['', '../etc', 'a b', 'x:', 'x'.repeat(201)])('refuses the name %j', (name) => {
    expect(nameProblem(name)).not.toBeNull();
  });

  it('says more before the default model goes', () => {
    const model = { name: 'llama3.2:3b', sizeBytes: 2_000_000_000, isDefault: false };
    expect(deleteModelQuestion(model).consequences).toHaveLength(2);
    expect(deleteModelQuestion({ ...model, isDefault: true }).consequences.at(-1)).toContain('default model');
  });
});

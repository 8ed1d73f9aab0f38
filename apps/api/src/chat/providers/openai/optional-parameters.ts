import { refusedParameters } from '../refusal.rules.js';

/** Parameters without which a model answers too, and what takes the place of one that a server does not know by this name. */
export type Substitutes = Readonly<Record<string, string | null>>;

/** Parts of a body that hold parameters, at Ollama, Google and Bedrock. */
const groups = ['options', 'generationConfig', 'inferenceConfig'];

export type OnRefusedParameters = (model: string, names: readonly string[]) => void;

/** Remembers which optional parameters a server has refused, by model, so that they are sent only once. */
export class OptionalParameters {
  private readonly refused = new Map<string, Set<string>>();

  constructor(
    private readonly substitutes: Substitutes,
    private readonly onRefused: OnRefusedParameters,
  ) {}

  /** What an answer of this model is written without. */
  leftOut(model: string): readonly string[] {
    return [...(this.refused.get(model) ?? [])].filter((name) => this.substitutes[name] === null);
  }

  /** The body without what was refused; within its groups of parameters too. */
  fitting(model: string, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const refused = this.refused.get(model);
    if (!refused) return { ...body };
    return Object.fromEntries(
      Object.entries(body).flatMap(([name, value]) => {
        if (groups.includes(name)) return [[name, this.fitting(model, value as Record<string, unknown>)]];
        const substitute = this.substitutes[name];
        if (!refused.has(name)) return [[name, value]];
        return substitute ? [[substitute, value]] : [];
      }),
    );
  }

  /** Whether the refusal speaks of parameters that have not been left out yet; from now on they are. */
  learn(model: string, refusal: string): boolean {
    const refused = this.refused.get(model) ?? new Set<string>();
    const named = refusedParameters(refusal, Object.keys(this.substitutes)).filter((name) => !refused.has(name));
    if (named.length === 0) return false;
    this.refused.set(model, new Set([...refused, ...named]));
    this.onRefused(model, named);
    return true;
  }
}

import { Service, inject, inputBinding } from '@angular/core';
import type { Prompt } from '#contracts/chat/prompts.js';
import { Dialogs } from '../../../../shared/dialogs/dialogs.js';
import { variablesIn } from '../../../../shared/prompts/prompt-variables.rules.js';

/** Asks for the variables of a prompt, where it has some. */
@Service()
export class PromptValues {
  private readonly dialogs = inject(Dialogs);

  /** The text of the prompt with its variables replaced; null where the person thought better of it. */
  async ask(prompt: Prompt): Promise<string | null> {
    if (variablesIn(prompt.text).length === 0) return prompt.text;
    const { PromptValuesDialog } = await import('./prompt-values-dialog.js');
    return this.dialogs.ask<string | null>(PromptValuesDialog, [inputBinding('prompt', () => prompt)]);
  }
}

import { Service, inject } from '@angular/core';
import { Prompt, PromptPage, type ChangePrompt, type CreatePrompt } from '#contracts/chat/prompts.js';
import { PortalApi } from '../../core/api/portal-api.js';

/** The calls about the prompt library. */
@Service()
export class PromptsApi {
  private readonly api = inject(PortalApi);

  page(cursor: string | null): Promise<PromptPage> {
    const query = new URLSearchParams({ limit: '200', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/chat/prompts?${query.toString()}`, PromptPage);
  }

  create(body: CreatePrompt): Promise<Prompt> {
    return this.api.read('/chat/prompts', Prompt, { method: 'POST', once: true, body });
  }

  change(id: string, body: ChangePrompt): Promise<Prompt> {
    return this.api.read(`/chat/prompts/${id}`, Prompt, { method: 'PATCH', once: true, body });
  }

  remove(id: string): Promise<void> {
    return this.api.tell(`/chat/prompts/${id}`, { method: 'DELETE' });
  }
}

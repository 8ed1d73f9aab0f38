import { Service, inject, signal } from '@angular/core';
import { mostActors } from '#contracts/audit/audit.js';
import type { PersonRef } from '#contracts/auth/approvals.js';
import { AuditApi } from '../audit-api.js';

/** The log knows people by ids. Whose these are is asked for apart from it, once for each, and forgotten with the page. */
@Service()
export class ActorNamesStore {
  private readonly api = inject(AuditApi);
  private readonly known = signal<ReadonlyMap<string, PersonRef>>(new Map());
  private readonly askedFor = new Set<string>();

  readonly all = this.known.asReadonly();

  /** Finds out who these are, without being waited for: until then, and where nobody can be named, the ids say it. */
  async learn(ids: Iterable<string | null>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => id !== null && !this.askedFor.has(id)) as string[];
    for (let from = 0; from < missing.length; from += mostActors) {
      const some = missing.slice(from, from + mostActors);
      for (const id of some) this.askedFor.add(id);
      try {
        this.keep(await this.api.actors(some));
      } catch {
        // The list that they stand in is whole without names; it asks again with its next page.
        for (const id of some) this.askedFor.delete(id);
        return;
      }
    }
  }

  /** The id of whoever has this username now, or null. */
  async idOf(username: string): Promise<string | null> {
    const found = await this.api.actorCalled(username);
    this.keep(found);
    return found[0]?.id ?? null;
  }

  private keep(people: readonly PersonRef[]): void {
    this.known.update((before) => new Map([...before, ...people.map((person) => [person.id, person] as const)]));
  }
}

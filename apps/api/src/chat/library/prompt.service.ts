import { Injectable } from '@nestjs/common';
import type { ChangePrompt, CreatePrompt } from '#contracts/chat/prompts.js';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { byId, readPage } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { commandTaken, tooManyPrompts } from '../chat.errors.js';
import { PromptRepository, type PromptRecord } from './prompt.repository.js';

/** Prompts of one person. */
const most = 500;

/** Prompts that people keep to use again. Each is its writer's; others may be allowed to use it. */
@Injectable()
export class PromptService {
  constructor(
    private readonly prompts: PromptRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  list(actor: Actor, query: PageQuery): Promise<Page<PromptRecord>> {
    const reader = { id: actor.id, names: [actor.role, actor.id] };
    return readPage(query, byId, (after, limit) => this.prompts.page(reader, { after, limit }));
  }

  /** @throws Problem `command-taken`, `too-many-prompts` */
  async create({ tx, actor, audit }: AuditedCall, command: CreatePrompt): Promise<PromptRecord> {
    refuseIfRestricted(actor);
    const own = await this.prompts.ownIn(tx, actor.id);
    if (own.length >= most) throw tooManyPrompts();
    if (own.some((each) => each.command === command.command)) throw commandTaken();
    const now = this.clock.now();
    const { readers: asked, ...words } = command;
    const prompt = { ...words, id: this.ids.next(), ownerId: actor.id, createdAt: now, changedAt: now };
    const readers = namesOf(asked);
    await this.prompts.add(tx, await this.keyring.forSubject(actor.id, tx), prompt, readers);
    audit.add({ object: { type: 'prompt', id: prompt.id }, detail: { readers } });
    return { ...prompt, readers, isDamaged: false };
  }

  /** @throws Problem `not-found`, `command-taken` */
  async change({ tx, actor, audit }: AuditedCall, id: string, changes: ChangePrompt): Promise<PromptRecord> {
    refuseIfRestricted(actor);
    const own = await this.prompts.ownIn(tx, actor.id);
    const known = own.find((each) => each.id === id);
    if (!known) throw notFound();
    if (own.some((each) => each.id !== id && each.command === changes.command)) throw commandTaken();
    const { readers: asked, ...words } = changes;
    const changedAt = this.clock.now();
    const sealer = await this.keyring.forSubject(actor.id, tx);
    await this.prompts.change(tx, sealer, { id, ownerId: actor.id }, { ...given(words), changedAt });
    const readers = asked === undefined ? known.readers : namesOf(asked);
    if (asked !== undefined) await this.prompts.setReaders(tx, id, readers);
    audit.add({ object: { type: 'prompt', id }, detail: { changed: Object.keys(changes), ...(asked && { readers }) } });
    return { ...known, ...given(words), readers, changedAt };
  }

  async remove({ tx, actor }: AuditedCall, id: string): Promise<void> {
    if (!(await this.prompts.remove(tx, actor.id, id))) throw notFound();
  }
}

function namesOf(readers: readonly string[]): string[] {
  return [...new Set(readers)].sort();
}

/** Without what was left out. */
function given(words: Omit<ChangePrompt, 'readers'>): { command?: string; title?: string; text?: string } {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
}

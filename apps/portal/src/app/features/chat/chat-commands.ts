import { computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { shownText } from '#contracts/shown-text.js';
import { Commands, type Command } from '../../core/commands/commands.js';
import { ConversationsStore } from './rail/conversations-store.js';
import { ThreadStore } from './thread/thread-store.js';

/** What the page does for a command. */
export interface ChatActs {
  readonly begin: () => void;
  readonly search: (words: string) => void;
  /** Puts the cursor into the question. */
  readonly focus: () => void;
  readonly editLast: () => void;
}

/** Pages that people look for from the chat. */
const pagesBeside = [
  { path: '/chat/shared', words: $localize`Shared with me` },
  { path: '/account/prompts', words: $localize`My prompts` },
  { path: '/account/instructions', words: $localize`About me: instructions for every answer` },
  { path: '/account/import', words: $localize`Import conversations` },
] as const;

/** Offers the commands and shortcuts of the chat for as long as its page is there. Called while the page is made. */
export function offerChatCommands(acts: ChatActs): void {
  const commands = inject(Commands);
  const conversations = inject(ConversationsStore);
  const router = inject(Router);
  const thread = inject(ThreadStore);
  commands.offer(
    computed<Command[]>(() => [
      ...(thread.isEmpty()
        ? []
        : [{ id: 'print', words: $localize`Print this conversation`, group: $localize`Do`, run: () => print() }]),
      { id: 'new', words: $localize`New conversation`, group: $localize`Do`, keys: 'Alt N', run: acts.begin },
      {
        id: 'search',
        words: $localize`Search in conversations`,
        group: $localize`Do`,
        keys: 'Ctrl Shift F',
        run: () => acts.search(''),
      },
      ...pagesBeside.map(({ path, words }) => ({
        id: `beside-${words}`,
        words,
        group: $localize`Go to`,
        run: () => void router.navigateByUrl(path),
      })),
      ...conversations.all().map((each) => ({
        id: each.id,
        words: shownText(each.title),
        group: $localize`Conversations`,
        run: () => void router.navigate(['/chat', each.id]),
      })),
    ]),
  );
  commands.findMessages(acts.search);
  commands.listen([
    { on: 'mod+shift+f', keys: 'Ctrl Shift F', words: $localize`Search in conversations`, run: () => acts.search('') },
    { on: 'alt+n', keys: 'Alt N', words: $localize`New conversation`, run: acts.begin },
    { on: 'field: escape', keys: 'Esc', words: $localize`Stop the answer`, run: () => void thread.stop() },
    {
      on: 'field: enter',
      keys: 'Enter',
      words: $localize`Send the question, or queue it while an answer is written`,
      run: () => undefined,
    },
    {
      on: 'field: up',
      keys: '↑',
      words: $localize`Edit the last question, from an empty field`,
      run: acts.editLast,
    },
    { on: 'field: /', keys: '/', words: $localize`Choose a prompt, at the start of a question`, run: () => undefined },
    { on: '/', keys: '/', words: $localize`Focus the question field`, run: acts.focus },
  ]);
}

import { Command, InvalidArgumentError } from 'commander';
import type { Options } from './commands.js';

type Run = (command: () => Promise<number>) => Promise<void>;

const commands = () => import('./commands.js');

/** `chatman knowledge …`: calls a server that runs, as a person. The code of each command is loaded on demand. */
export function knowledgeCommand(run: Run): Command {
  const knowledge = new Command('knowledge').description(
    'add, list and remove documents, ask them, and evaluate how well they answer',
  );
  const made = (words: string, description: string): Command =>
    knowledge
      .command(words)
      .description(description)
      .option('--server <url>', 'address of Chat Man', process.env.CHAT_MAN_SERVER ?? 'http://localhost:3001')
      .option('--token-file <file>', 'file with an API token; CHAT_MAN_TOKEN_FILE where it is left out')
      .option('--json', 'print the result as JSON', false);

  made('collections', 'list the collections that you may read').action((options: Options) =>
    run(async () => (await commands()).listCollections(options)),
  );
  made('list <collection>', 'list the documents of a collection, by its name or id').action(
    (collection: string, options: Options) => run(async () => (await commands()).listDocuments(collection, options)),
  );
  made('add <collection> <paths...>', 'add files, and folders with all that is in them, and wait until they are read').action(
    (collection: string, paths: string[], options: Options) =>
      run(async () => (await commands()).addFiles(collection, paths, options)),
  );
  made('remove <documents...>', 'remove documents by their ids, with all that was made of them').action(
    (ids: string[], options: Options) => run(async () => (await commands()).removeDocuments(ids, options)),
  );
  made('ask <question>', 'answer a question by quoting documents, without a model')
    .option('--collection <collection>', 'ask only this collection')
    .action((question: string, options: Options & { collection?: string }) =>
      run(async () => (await commands()).ask(question, options)),
    );
  made('evaluate <collection>', 'ask the golden questions of a collection and print the figures')
    .option('--least-recall <share>', 'exit with code 1 below this share, 0 to 1', share)
    .action((collection: string, options: Options & { leastRecall?: number }) =>
      run(async () => (await commands()).evaluate(collection, options)),
    );
  return knowledge;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('Expected a number from 0 to 1.');
  return value;
}

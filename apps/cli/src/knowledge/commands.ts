import { Id } from '#contracts/common.js';
import {
  CollectionPage,
  DocumentPage,
  EvaluationPage,
  EvaluationStarted,
  KnowledgeAnswer,
  UploadAnswer,
  type Collection,
  type UploadedFile,
} from '#contracts/rag.js';
import { exitCodes } from '#platform/exit-codes.js';
import { Refusal } from '../refusal.js';
import { filesAt, formOf } from '../server/files.js';
import { jobOver } from '../server/job-over.js';
import { ServerClient, type ServerOptions } from '../server/server-client.js';

export type Options = ServerOptions & { readonly json: boolean };

const clientOf = (options: ServerOptions): ServerClient => new ServerClient(options, 'knowledge:read, knowledge:manage');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const shareOf = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(0)} %`);

/** `chatman knowledge collections` */
export async function listCollections(options: Options): Promise<number> {
  const all = await clientOf(options).all(CollectionPage, '/rag/collections');
  if (options.json) say(JSON.stringify(all));
  else for (const { id, name, documents, passages } of all) say(`${id}  ${name}  ${documents} documents, ${passages} passages`);
  return exitCodes.done.code;
}

/** `chatman knowledge list <collection>` */
export async function listDocuments(named: string, options: Options): Promise<number> {
  const client = clientOf(options);
  const { id } = await collectionNamed(client, named);
  const all = await client.all(DocumentPage, `/rag/collections/${id}/documents`);
  if (options.json) say(JSON.stringify(all));
  else
    for (const { id: document, title, state, version, chunks } of all)
      say(`${document}  ${state}  v${version}  ${chunks} passages  ${title}`);
  return exitCodes.done.code;
}

/** `chatman knowledge add <collection> <paths…>`. Exit code 1 when a file was refused or could not be read. */
export async function addFiles(named: string, paths: readonly string[], options: Options): Promise<number> {
  const files = filesAt(paths);
  if (files.length === 0) throw new Refusal('There is no file in it. Nothing was added.');
  const client = clientOf(options);
  const { id } = await collectionNamed(client, named);
  const ended: { path: string; documentId: string | null; state: string; problem: string | null }[] = [];
  for (const path of files) {
    const { items } = await client.call(UploadAnswer, `/rag/collections/${id}/documents`, {
      method: 'POST',
      body: await formOf(path),
    });
    const end = await endOf(client, items[0]);
    ended.push({ path, documentId: items[0]?.document?.id ?? null, ...end });
    if (!options.json)
      say(`${end.state === 'completed' ? ' ok  ' : 'BAD  '}${path}${end.problem === null ? '' : `: ${end.problem}`}`);
  }
  if (options.json) say(JSON.stringify(ended));
  return ended.every(({ state }) => state === 'completed') ? exitCodes.done.code : exitCodes.failed.code;
}

/** `chatman knowledge remove <document…>` */
export async function removeDocuments(ids: readonly string[], options: Options): Promise<number> {
  for (const id of ids) {
    if (!Id.safeParse(id).success)
      throw new Refusal(
        `Expected the id of a document, as shown by \`chatman knowledge list\`, found ${id}. Nothing was removed.`,
      );
  }
  const client = clientOf(options);
  for (const id of ids) {
    await client.send(`/rag/documents/${id}`, { method: 'DELETE' });
    if (!options.json) say(`Removed ${id}`);
  }
  if (options.json) say(JSON.stringify({ removed: ids }));
  return exitCodes.done.code;
}

/** `chatman knowledge ask <question>`: the sentences of documents that match, with their places. */
export async function ask(
  question: string,
  { collection, ...options }: Options & { readonly collection?: string },
): Promise<number> {
  const client = clientOf(options);
  const collections = collection === undefined ? {} : { collections: [(await collectionNamed(client, collection)).id] };
  const answer = await client.call(KnowledgeAnswer, '/rag/ask', { method: 'POST', body: { question, ...collections } });
  if (options.json) say(JSON.stringify(answer));
  else say(answer.answer);
  return exitCodes.done.code;
}

/** `chatman knowledge evaluate <collection>`. With `--least-recall` exit code 1 for an evaluation below it. */
export async function evaluate(
  named: string,
  { leastRecall, ...options }: Options & { readonly leastRecall?: number },
): Promise<number> {
  const client = clientOf(options);
  const { id } = await collectionNamed(client, named);
  const { job } = await client.call(EvaluationStarted, '/rag/evaluations', { method: 'POST', body: { collection: id } });
  const over = await jobOver(client, job.id);
  if (over.state !== 'completed') throw new Refusal(over.problem?.detail ?? 'The evaluation was cancelled.');
  const { items } = await client.call(EvaluationPage, `/rag/evaluations?collection=${id}&limit=1`);
  const [figures] = items;
  if (options.json) say(JSON.stringify(figures));
  else if (figures !== undefined) {
    say(`Questions             ${figures.questions}`);
    say(`Found (recall)        ${shareOf(figures.recall)}`);
    say(`Found early (MRR)     ${shareOf(figures.mrr)}`);
    say(`Cited rightly         ${shareOf(figures.citationPrecision)}`);
    say(`Refused rightly       ${shareOf(figures.refusalRate)}`);
    say(`Refused wrongly       ${shareOf(figures.wrongRefusalRate)}`);
  }
  return leastRecall !== undefined && (figures?.recall ?? 0) < leastRecall ? exitCodes.failed.code : exitCodes.done.code;
}

async function collectionNamed(client: ServerClient, named: string): Promise<Collection> {
  const all = await client.all(CollectionPage, '/rag/collections');
  const found = all.filter(({ id, name }) => id === named || name === named);
  const [one] = found;
  if (one === undefined)
    throw new Refusal(`There is no collection ${named} that you may read. \`chatman knowledge collections\` lists them.`);
  if (found.length > 1) throw new Refusal(`Several collections are called ${named}. Name one by its id.`);
  return one;
}

async function endOf(client: ServerClient, file: UploadedFile | undefined): Promise<{ state: string; problem: string | null }> {
  if (file?.job === null || file?.job === undefined)
    return { state: 'refused', problem: file?.problem?.detail ?? 'It was not taken in.' };
  const { state, problem } = await jobOver(client, file.job.id);
  return { state, problem: problem?.detail ?? null };
}

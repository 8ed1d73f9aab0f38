import type { ChosenFile } from './chosen-file.js';

/** Files from an input; with their folder where a folder was chosen. */
export function chosenFiles(files: FileList | null): readonly ChosenFile[] {
  return visible([...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

/** Files that were dropped, and those in folders that were. To be called while the event is being handled. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return chosenFiles(transfer.files);
  return visible((await Promise.all(entries.map((entry) => filesIn(entry)))).flat());
}

/** What an operating system keeps beside files, such as `.DS_Store`, is nobody's document. */
function visible(files: readonly ChosenFile[]): readonly ChosenFile[] {
  return files.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')));
}

async function filesIn(entry: FileSystemEntry): Promise<readonly ChosenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  const children = await entriesOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.map((child) => filesIn(child)))).flat();
}

/** A browser hands over the entries of a folder a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

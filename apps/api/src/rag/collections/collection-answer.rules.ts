import type { Collection } from '#contracts/rag.js';
import type { Permission } from '#contracts/auth/people/roles.js';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly readers: readonly string[];
  readonly builtIn: boolean;
  readonly staysHere: boolean;
  readonly documents: number;
  readonly passages: number;
  readonly size: number;
  readonly processing: number;
  readonly failed: number;
  readonly createdAt: Date;
}

interface Asker {
  readonly id: string;
  readonly role: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** A collection as somebody who may read it is shown it: who else may is for those who manage it. */
export function collectionAnswer(collection: Shown, { id: askerId, role, permissions }: Asker): Collection {
  const { id, name, description, readers, builtIn, staysHere, documents, passages, size, processing, failed, createdAt } =
    collection;
  const isManaging = permissions.has('knowledge:manage');
  return {
    id,
    name,
    description,
    readers: readers.filter((reader) => isManaging || reader === role || reader === askerId),
    builtIn,
    staysHere,
    isManaged: isManaging && !builtIn,
    documents,
    passages,
    size,
    processing: isManaging ? processing : 0,
    failed: isManaging ? failed : 0,
    createdAt: createdAt.toISOString(),
  };
}

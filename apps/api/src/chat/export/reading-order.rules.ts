/** Where a message has its place in the tree of its conversation. */
export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
}

export interface Place {
  readonly id: string;
  /** 1 for the first that is read. */
  readonly number: number;
  /** The message before it in the conversation, where that is not the one that is read before it; 0 for the beginning. Null where it goes straight on. */
  readonly branchesAfter: number | null;
}

/**
 * The order in which a tree is read: first the branch that ends with the newest message, then the others, each from where it leaves what
 * was read. A parent always comes before its children. `nodes` come by age.
 */
export function readingOrder(nodes: readonly TreeNode[]): Place[] {
  const { roots, children } = treeOf(nodes);
  const newest = newestBelow(nodes);
  const places: Place[] = [];
  const numbers = new Map<string, number>();
  const waiting: { readonly id: string; readonly after: number }[] = [];
  const newestFirst = (siblings: readonly string[]) => [...siblings].sort((a, b) => newest.get(b)! - newest.get(a)!);

  const follow = (start: string, after: number): void => {
    let next: string | undefined = start;
    for (let isFirst = true; next !== undefined; isFirst = false) {
      const number = places.length + 1;
      places.push({ id: next, number, branchesAfter: isFirst && number > 1 ? after : null });
      numbers.set(next, number);
      const [chosen, ...others]: string[] = newestFirst(children.get(next) ?? []);
      for (const id of others) waiting.push({ id, after: number });
      next = chosen;
    }
  };

  for (const id of newestFirst(roots)) waiting.push({ id, after: 0 });
  const [first] = waiting.splice(0, 1);
  if (first) follow(first.id, 0);
  for (let branch = waiting.shift(); branch; branch = waiting.shift()) follow(branch.id, branch.after);
  return places;
}

/** One whose parent is not among them is read as the beginning of a branch. */
function treeOf(nodes: readonly TreeNode[]): { readonly roots: string[]; readonly children: Map<string, string[]> } {
  const known = new Set(nodes.map(({ id }) => id));
  const roots: string[] = [];
  const children = new Map<string, string[]>();
  for (const { id, parentId } of nodes) {
    if (parentId === null || !known.has(parentId)) roots.push(id);
    else children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  return { roots, children };
}

/** For each message, the age of the newest one at or below it. */
function newestBelow(nodes: readonly TreeNode[]): Map<string, number> {
  const newest = new Map(nodes.map(({ id }, index) => [id, index]));
  for (const { id, parentId } of [...nodes].reverse()) {
    if (parentId !== null && newest.has(parentId)) newest.set(parentId, Math.max(newest.get(parentId)!, newest.get(id)!));
  }
  return newest;
}

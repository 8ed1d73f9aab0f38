import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { isStoredLevel } from '#transparency/tree/bands.js';
import { openCheckpoint, signCheckpoint, type Checkpoint } from '#transparency/note/checkpoint.js';
import { leafHash } from '#transparency/tree/hashing.js';
import type { LeafFields } from '#transparency/leaf.js';
import { decodeLeaf } from '#transparency/leaf-reader.js';
import type { NoteSigner, NoteVerifier } from '#transparency/note/note-key.js';
import { NoteError } from '#transparency/note/note-text.js';
import { completeSubtrees } from '#transparency/tree/subtrees.js';
import { GrowingTree, rootOf } from '#transparency/tree/tree.js';
import { AnchorFiles } from '../engine/anchor-files.js';
import { SigningKey } from '../engine/signing-key.js';
import { LogFaultError } from '../record/log-fault.js';
import { TreeRepository, type StoredCheckpoint } from './tree.repository.js';

/** Events in one batch; bounds the memory and the length of the transaction. */
export const batchSize = 4096;
/** An idle log gets a checkpoint once a minute. */
const heartbeatMs = 60_000;

/** An event that has its place now. */
export interface TakenEvent extends LeafFields {
  readonly leafHash: Buffer;
}

/** What one step did. `elsewhere`: another instance has the lead. `idle`: nothing was due. */
export type Step =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'beat'; readonly note: string }
  | {
      readonly kind: 'grown';
      readonly from: number;
      readonly events: readonly TakenEvent[];
      readonly note: string;
      readonly isFull: boolean;
    };

/**
 * Takes committed events into the Merkle tree, in an order that no late commit upsets, and signs what the log is now. The checkpoint is
 * committed together with the leaves that it speaks of and leaves the process only afterwards, so nothing is ever signed twice
 * differently: not after a crash, not with several instances.
 */
@Injectable()
export class Sequencer {
  /** The tree of the checkpoint with this number; another instance may have gone on since. */
  private known: { readonly no: number; readonly tree: GrowingTree } | null = null;

  constructor(
    private readonly repository: TreeRepository,
    private readonly transactions: Transactions,
    private readonly keys: SigningKey,
    private readonly anchors: AnchorFiles,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** One batch at most. Throws a LogFaultError when the log must not grow. */
  async step(): Promise<Step> {
    const grown = await this.transactions.run((tx) => this.stepIn(tx));
    if ('tree' in grown) this.known = { no: grown.no, tree: grown.tree };
    return grown.step;
  }

  private async stepIn(tx: Tx): Promise<{ step: Step } | { step: Step; no: number; tree: GrowingTree }> {
    if (!(await this.repository.takeLead(tx))) return { step: { kind: 'elsewhere' } };
    const stored = await this.repository.newestIn(tx);
    const signer = await this.signerFor(stored);
    const trusted = await this.keys.trusted();
    const newest = stored === null ? null : checkedNewest(stored, trusted);
    const before = await this.treeOf(tx, newest, trusted);
    const due = await this.repository.due(tx, newest?.progress ?? null, await this.repository.cluster(tx), batchSize);
    if (due.leaves.length === 0) return { step: await this.beatIfDue(tx, newest, signer) };

    const tree = before.copy();
    const events = due.leaves.map((leaf): TakenEvent => ({ ...decodeLeaf(leaf), leafHash: leafHash(leaf) }));
    const nodes = events.flatMap((event) => tree.append(event.leafHash)).filter(({ level }) => isStoredLevel(level));
    const no = (newest?.progress.batch ?? 0) + 1;
    const progress = { batch: no, horizon: due.horizon, cluster: due.cluster };
    const note = this.sign({ size: tree.size, root: tree.root(), progress }, signer);
    await this.repository.grow(tx, { from: before.size, events, nodes, checkpoint: { no, size: tree.size, note } });
    const isFull = events.length === batchSize;
    return { step: { kind: 'grown', from: before.size, events, note, isFull }, no, tree };
  }

  private sign(statement: Pick<Checkpoint, 'size' | 'root' | 'progress'>, signer: NoteSigner): string {
    return signCheckpoint({ ...statement, origin: signer.verifier.name, signedAt: this.clock.now().getTime() }, signer);
  }

  private async beatIfDue(tx: Tx, newest: Checkpoint | null, signer: NoteSigner): Promise<Step> {
    if (newest === null) return { kind: 'idle' };
    const beat = await this.repository.heartbeat();
    const now = this.clock.now();
    if (now.getTime() - Math.max(beat?.signedAt.getTime() ?? 0, newest.signedAt) < heartbeatMs) return { kind: 'idle' };
    const note = this.sign(newest, signer);
    await this.repository.beat(tx, now, note);
    return { kind: 'beat', note };
  }

  /** The key of the log; made when the log begins. One that was lost is not replaced in silence. */
  private async signerFor(stored: StoredCheckpoint | null): Promise<NoteSigner> {
    const signer = (await this.keys.signer()) ?? (stored === null ? await this.keys.make(`chat-man-${this.ids.next()}`) : null);
    if (signer === null) throw new LogFaultError('no-key');
    return signer;
  }

  private async treeOf(tx: Tx, newest: Checkpoint | null, trusted: readonly NoteVerifier[]): Promise<GrowingTree> {
    if (this.known !== null && this.known.no === newest?.progress.batch) return this.known.tree;
    const size = newest?.size ?? 0;
    const subtrees = completeSubtrees({ from: 0, to: size });
    const stored = await this.repository.hashesOf(subtrees, tx);
    const tree = GrowingTree.resume(size, subtrees.map(stored));
    if (newest !== null && !newest.root.equals(tree.root())) throw new LogFaultError('forked');
    await this.compareWithAnchor(tx, tree, trusted);
    return tree;
  }

  /** A log that was restored to an older state would be signed again from there, unnoticed. The anchor prevents that. */
  private async compareWithAnchor(tx: Tx, tree: GrowingTree, trusted: readonly NoteVerifier[]): Promise<void> {
    const note = await this.anchors.newest();
    const anchor = note === null ? null : opened(note, trusted);
    if (anchor === null || anchor.size === 0) return;
    if (anchor.size > tree.size) throw new LogFaultError('stale');
    const stored = await this.repository.hashesOf(completeSubtrees({ from: 0, to: anchor.size }), tx);
    if (!rootOf(anchor.size, stored).equals(anchor.root)) throw new LogFaultError('forked');
  }
}

/** The newest checkpoint, which a key of this log must have signed. */
function checkedNewest({ no, size, note }: StoredCheckpoint, trusted: readonly NoteVerifier[]): Checkpoint {
  const newest = opened(note, trusted);
  if (newest === null) throw new LogFaultError('no-key');
  if (newest.size !== size || newest.progress.batch !== no) throw new LogFaultError('forked');
  return newest;
}

function opened(note: string, trusted: readonly NoteVerifier[]): Checkpoint | null {
  try {
    return openCheckpoint(note, trusted);
  } catch (cause) {
    if (cause instanceof NoteError) return null;
    throw cause;
  }
}

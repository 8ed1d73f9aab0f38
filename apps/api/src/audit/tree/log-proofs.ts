import { Injectable } from '@nestjs/common';
import type { AuditConsistency, AuditProof } from '#contracts/audit/audit.js';
import { openCheckpoint, type Checkpoint } from '#transparency/note/checkpoint.js';
import { encodeLeaf, type LeafFields } from '#transparency/leaf.js';
import { leafHash } from '#transparency/tree/hashing.js';
import type { NoteVerifier } from '#transparency/note/note-key.js';
import { NoteError } from '#transparency/note/note-text.js';
import { checkConsistency, checkInclusion, ProofError } from '#transparency/tree/proofs.js';
import { consistencyRanges, inclusionRanges, type LeafRange } from '#transparency/tree/subtrees.js';
import { hashesOf, rootOf, subtreesOf } from '#transparency/tree/tree.js';
import { logDamaged, notYetSigned, noSuchEvent, sizeUnknown } from '../audit.errors.js';
import { SigningKey } from '../engine/signing-key.js';
import { ExplorerRepository } from '../explore/explorer.repository.js';
import { TreeRepository } from './tree.repository.js';

/** The newest signed statement, with the note as it was signed. */
export interface SignedState {
  readonly checkpoint: Checkpoint;
  readonly note: string;
  readonly key: NoteVerifier;
}

/** Shows for one event, or for one size, that it belongs to what was signed. What it hands out, it has checked itself. */
@Injectable()
export class LogProofs {
  constructor(
    private readonly tree: TreeRepository,
    private readonly explorer: ExplorerRepository,
    private readonly keys: SigningKey,
  ) {}

  /** The newest checkpoint; null for a log that was never signed. Throws `audit-damaged` when it does not bear our signature. */
  async signedState(): Promise<SignedState | null> {
    const stored = await this.tree.newest();
    return stored === null ? null : this.opened(stored.note);
  }

  /** The newest note: the checkpoint, or the heartbeat of an idle log. */
  async newestNote(): Promise<string | null> {
    const state = await this.signedState();
    const beat = await this.tree.heartbeat();
    const isNewer = state !== null && beat !== null && beat.signedAt.getTime() > state.checkpoint.signedAt;
    return isNewer ? beat.note : (state?.note ?? null);
  }

  async ofEvent(eventId: string): Promise<AuditProof> {
    const [event, state] = await Promise.all([this.explorer.byId(eventId), this.signedState()]);
    if (event === null) throw noSuchEvent();
    if (event.index === null || state === null || event.index >= state.checkpoint.size) throw notYetSigned({ retryAfter: 1 });
    const { index, leafHash: _kept, ...leaf } = { ...event, index: event.index };
    const [proof] = await this.inclusionOf([{ index, leaf }], state);
    return {
      eventId,
      index,
      leaf: { ...leaf },
      leafHash: leafHash(encodeLeaf(leaf)).toString('base64'),
      size: state.checkpoint.size,
      root: state.checkpoint.root.toString('base64'),
      proof: proof!,
      checkpoint: state.note,
      key: state.key.toString(),
    };
  }

  /** Inclusion proofs of several events, base64. */
  async inclusionOf(
    places: readonly { readonly index: number; readonly leaf: LeafFields }[],
    { checkpoint }: SignedState,
  ): Promise<string[][]> {
    const { size, root } = checkpoint;
    const ranges = places.map(({ index }) => inclusionRanges(index, size));
    const stored = await this.tree.hashesOf(subtreesOf(ranges.flat())).catch(damaged);
    return places.map(({ index, leaf }, place) =>
      checked(ranges[place]!, stored, (proof) => checkInclusion({ index, size, leaf: leafHash(encodeLeaf(leaf)), root, proof })),
    );
  }

  async consistency(from: number, to: number | undefined): Promise<AuditConsistency> {
    const state = await this.signedState();
    const newer = to ?? state?.checkpoint.size ?? 0;
    if (state === null || newer > state.checkpoint.size || from > newer) throw sizeUnknown();
    const ranges = consistencyRanges(from, newer);
    const whole = [
      { from: 0, to: from },
      { from: 0, to: newer },
      { from: 0, to: state.checkpoint.size },
    ];
    const stored = await this.tree.hashesOf(subtreesOf([...ranges, ...whole])).catch(damaged);
    if (!rootOf(state.checkpoint.size, stored).equals(state.checkpoint.root)) throw logDamaged();
    const [older, newest] = [rootOf(from, stored), rootOf(newer, stored)];
    const proof = checked(ranges, stored, (hashes) =>
      checkConsistency({ older: { size: from, root: older }, newer: { size: newer, root: newest }, proof: hashes }),
    );
    return { from, to: newer, fromRoot: older.toString('base64'), toRoot: newest.toString('base64'), proof };
  }

  private async opened(note: string): Promise<SignedState> {
    const trusted = await this.keys.trusted();
    try {
      const checkpoint = openCheckpoint(note, trusted);
      return { checkpoint, note, key: trusted.find(({ name }) => name === checkpoint.origin)! };
    } catch (cause) {
      if (cause instanceof NoteError) throw logDamaged({ cause });
      throw cause;
    }
  }
}

/** The hashes of a proof, once they have proved what they should. */
function checked(
  ranges: readonly LeafRange[],
  stored: Parameters<typeof hashesOf>[1],
  check: (proof: Buffer[]) => void,
): string[] {
  try {
    const proof = hashesOf(ranges, stored);
    check(proof);
    return proof.map((hash) => hash.toString('base64'));
  } catch (cause) {
    if (cause instanceof ProofError || cause instanceof RangeError) throw logDamaged({ cause });
    throw cause;
  }
}

function damaged(cause: unknown): never {
  if (cause instanceof RangeError) throw logDamaged({ cause });
  throw cause;
}

import { Injectable } from '@nestjs/common';
import { openAttestation, signAttestation, type Attestation, type AttestationKind } from '#transparency/export/attestation.js';
import { openCheckpoint, type Checkpoint } from '#transparency/note/checkpoint.js';
import { NoteError } from '#transparency/note/note-text.js';
import { Problem } from '#platform/http/problem.js';
import { logDamaged, neverSigned } from '../audit.errors.js';
import { SigningKey } from '../engine/signing-key.js';
import { LogProofs } from '../tree/log-proofs.js';

/**
 * How the log that is there relates to what it once signed. `cut-off`: it is shorter now. `rewritten`: it has other events up to that
 * size. `damaged`: what is there contradicts its own newest signature.
 */
export type Continuation = 'continues' | 'cut-off' | 'rewritten' | 'damaged';

/** Lets files that leave the database carry the log's word, and holds the log to the word that they carry. */
@Injectable()
export class LogAnchoring {
  constructor(
    private readonly keys: SigningKey,
    private readonly proofs: LogProofs,
  ) {}

  async attest(attestation: Attestation): Promise<string> {
    const signer = await this.keys.signer();
    if (signer === null) throw neverSigned();
    return signAttestation(attestation, signer);
  }

  async verifierKeys(): Promise<string[]> {
    return (await this.keys.trusted()).map((key) => key.toString());
  }

  /** What a note of `attest` vouches for; null when no key of this installation signed it. */
  async attested(note: string, kind: AttestationKind): Promise<Attestation | null> {
    const trusted = await this.keys.trusted();
    return unlessRefused(() => openAttestation(note, kind, trusted));
  }

  /** What a checkpoint says; null when no key of this installation signed it. */
  async checkpointIn(note: string): Promise<Checkpoint | null> {
    const trusted = await this.keys.trusted();
    return unlessRefused(() => openCheckpoint(note, trusted));
  }

  /** Whether the log begins with what an earlier checkpoint spoke for, by a consistency proof from there to the newest one. */
  async continuation({ size, root }: Pick<Checkpoint, 'size' | 'root'>): Promise<Continuation> {
    try {
      const state = await this.proofs.signedState();
      if (state === null || state.checkpoint.size < size) return 'cut-off';
      if (size === 0) return 'continues';
      const { fromRoot } = await this.proofs.consistency(size, undefined);
      return fromRoot === root.toString('base64') ? 'continues' : 'rewritten';
    } catch (cause) {
      if (cause instanceof Problem && cause.code === logDamaged().code) return 'damaged';
      throw cause;
    }
  }
}

function unlessRefused<Opened>(open: () => Opened): Opened | null {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof NoteError) return null;
    throw cause;
  }
}

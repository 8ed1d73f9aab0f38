import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** A file of the evidence pack. */
export interface EvidenceFile {
  /** With folders, such as `retention/policies.json`. */
  readonly path: string;
  /** Without names or content of people beyond ids. */
  readonly text: string;
}

/** What a room can show to an auditor. Found by its decorator; the pack imports none. */
export interface EvidenceSource {
  evidence(): AsyncIterable<EvidenceFile>;
}

/** Marks a provider as one that gives evidence; the words say of what. */
export const GivesEvidence = DiscoveryService.createDecorator<{ readonly words: string }>();

@Injectable()
export class EvidenceSources {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): { readonly words: string; readonly source: EvidenceSource }[] {
    return this.discovery
      .getProviders({ metadataKey: GivesEvidence.KEY })
      .flatMap((wrapper) => {
        const declaration = this.discovery.getMetadataByDecorator(GivesEvidence, wrapper);
        return declaration && wrapper.instance ? [{ words: declaration.words, source: wrapper.instance as EvidenceSource }] : [];
      })
      .sort((a, b) => a.words.localeCompare(b.words));
  }
}

/** A file of evidence as readable JSON. */
export function jsonEvidence(path: string, value: unknown): EvidenceFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}

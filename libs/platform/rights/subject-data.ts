import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** A file of a person's package. */
export interface SubjectFile {
  /** With folders, such as `conversations/2026-03-01 Opening hours.html`. */
  readonly path: string;
  readonly parts: AsyncIterable<string | Uint8Array>;
}

/** What a room holds about people beyond the rows that declarations name. Found by its decorator; the rights room imports none. */
export interface SubjectData {
  /** Files for the package of a person, beside the rows of every table. */
  files?(subjectId: string): AsyncIterable<SubjectFile>;
  /** After an erasure was committed: brings copies outside the database in line. Repeatable; rejects when it has to be tried again. */
  afterErasure?(signal: AbortSignal): Promise<void>;
}

/** Marks a provider as one that holds data about people; the words name it in a certificate. */
export const HoldsSubjectData = DiscoveryService.createDecorator<{ readonly words: string }>();

@Injectable()
export class SubjectDataProviders {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): { readonly words: string; readonly data: SubjectData }[] {
    return this.discovery.getProviders({ metadataKey: HoldsSubjectData.KEY }).flatMap((wrapper) => {
      const declaration = this.discovery.getMetadataByDecorator(HoldsSubjectData, wrapper);
      return declaration && wrapper.instance ? [{ words: declaration.words, data: wrapper.instance as SubjectData }] : [];
    });
  }
}

import { type LeafFields } from '../leaf.js';

/**
 * The lines of an export, one JSON object each: a header, then events in the order of the log with the checkpoints at their sizes,
 * then an end. Hashes are base64, notes are text. `docs/audit.md` describes the format for others.
 */
export const exportFormat = 'chat-man-audit/1';

export interface HeaderLine {
  readonly kind: 'header';
  readonly format: typeof exportFormat;
  readonly origin: string;
  /** Verifier key of the log. For information: a verifier trusts only the key that it was given by another way. */
  readonly key: string;
  readonly exportedAt: string;
  /**
   * `whole`: every place from `from` on, with the peaks of the tree before it. `selection`: some events, each with its inclusion proof in
   * the tree of the `checkpoint`; it shows that these events are genuine, not that none was left out.
   */
  readonly scope: 'whole' | 'selection';
  readonly from: number;
  readonly peaks: readonly string[];
  readonly checkpoint: string | null;
}

export interface EventLine {
  readonly kind: 'event';
  readonly index: number;
  /** Null when retention removed the event; its hash stays. */
  readonly leaf: LeafFields | null;
  readonly leafHash: string;
  /** In a selection only. */
  readonly proof?: readonly string[];
  /** What happened in detail, as the exporter could open it. The verifier checks it against `detailCommitment`. */
  readonly detail?: { readonly salt: string; readonly text: string };
}

export interface CheckpointLine {
  readonly kind: 'checkpoint';
  readonly note: string;
}

export interface EndLine {
  readonly kind: 'end';
  readonly size: number;
}

export type ExportLine = HeaderLine | EventLine | CheckpointLine | EndLine;

/** Writes one line; the inverse of `parseExportLine`. */
export function writeExportLine(line: ExportLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads one line; null when it is not ours. Field values of events are checked later, when they are encoded. */
export function parseExportLine(text: string): ExportLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  return isHeader(value) || isEvent(value) || isCheckpoint(value) || isEnd(value) ? value : null;
}

function isHeader(value: object): value is HeaderLine {
  const line = value as Partial<Record<keyof HeaderLine, unknown>>;
  return (
    line.kind === 'header' &&
    line.format === exportFormat &&
    typeof line.origin === 'string' &&
    (line.scope === 'whole' || line.scope === 'selection') &&
    isCount(line.from) &&
    isTextList(line.peaks) &&
    (line.checkpoint === null || typeof line.checkpoint === 'string')
  );
}

function isEvent(value: object): value is EventLine {
  const line = value as Partial<Record<keyof EventLine, unknown>>;
  return (
    line.kind === 'event' &&
    isCount(line.index) &&
    typeof line.leaf === 'object' &&
    typeof line.leafHash === 'string' &&
    (line.proof === undefined || isTextList(line.proof)) &&
    (line.detail === undefined || isDetail(line.detail))
  );
}

function isDetail(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const detail = value as Record<string, unknown>;
  return typeof detail['salt'] === 'string' && typeof detail['text'] === 'string';
}

function isCheckpoint(value: object): value is CheckpointLine {
  const line = value as Partial<Record<keyof CheckpointLine, unknown>>;
  return line.kind === 'checkpoint' && typeof line.note === 'string';
}

function isEnd(value: object): value is EndLine {
  const line = value as Partial<Record<keyof EndLine, unknown>>;
  return line.kind === 'end' && isCount(line.size);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from '../note/checkpoint.js';
import {
  type CheckpointLine,
  type EventLine,
  exportFormat,
  type ExportLine,
  type HeaderLine,
  writeExportLine,
} from './export-format.js';
import { type ExportVerdict, verifyExport } from './export-verifier.js';
import { leafHash } from '../tree/hashing.js';
import { encodeLeaf, type LeafFields } from '../leaf.js';
import { NoteSigner } from '../note/note-key.js';
import { inclusionRanges, type Subtree } from '../tree/subtrees.js';
import { GrowingTree, hashesOf } from '../tree/tree.js';

const origin = 'chat-man.example/audit';
const progress = { batch: 1, horizon: '800', cluster: '1' };
const signer = NoteSigner.of(origin, Buffer.alloc(32, 1));
const stranger = NoteSigner.of(origin, Buffer.alloc(32, 2));

/** A log of so many events, with a checkpoint after each of the given sizes. */
class TestLog {
  readonly tree = GrowingTree.empty();
  readonly leaves: LeafFields[] = [];
  readonly notes = new Map<number, string>();
  private readonly nodes = new Map<string, Buffer>();

  constructor(size: number, checkpoints: readonly number[], salt = '') {
    for (let index = 0; index < size; index += 1) {
      const leaf = leafOf(index, salt);
      this.leaves.push(leaf);
      const hash = leafHash(encodeLeaf(leaf));
      this.nodes.set(`0/${index}`, hash);
      for (const node of this.tree.append(hash)) this.nodes.set(`${node.level}/${node.index}`, node.hash);
      if (checkpoints.includes(index + 1)) this.notes.set(index + 1, this.sign());
    }
  }

  sign(by = signer): string {
    return signCheckpoint({ origin, size: this.tree.size, root: this.tree.root(), signedAt: 0, progress }, by);
  }

  stored = ({ level, index }: Subtree): Buffer => this.nodes.get(`${level}/${index}`)!;

  header(change: Partial<HeaderLine> = {}): HeaderLine {
    const key = signer.verifier.toString();
    return {
      kind: 'header',
      format: exportFormat,
      origin,
      key,
      exportedAt: '',
      scope: 'whole',
      from: 0,
      peaks: [],
      checkpoint: null,
      ...change,
    };
  }

  event(index: number): EventLine {
    const leaf = this.leaves[index]!;
    return { kind: 'event', index, leaf, leafHash: leafHash(encodeLeaf(leaf)).toString('base64') };
  }

  lines(from = 0): ExportLine[] {
    const events = this.leaves.slice(from).flatMap((_, offset): ExportLine[] => {
      const note = this.notes.get(from + offset + 1);
      return note === undefined ? [this.event(from + offset)] : [this.event(from + offset), { kind: 'checkpoint', note }];
    });
    return [this.header(), ...events, { kind: 'end', size: this.leaves.length }];
  }

  selection(...indexes: readonly number[]): ExportLine[] {
    const size = this.leaves.length;
    const events = indexes.map((index): ExportLine => ({
      ...this.event(index),
      proof: hashesOf(inclusionRanges(index, size), this.stored).map((hash) => hash.toString('base64')),
    }));
    return [this.header({ scope: 'selection', checkpoint: this.sign() }), ...events, { kind: 'end', size: indexes.length }];
  }
}

function leafOf(index: number, salt: string): LeafFields {
  const detail = createHash('sha256').update(`salt${index}${salt}`).digest('base64');
  const id = `01940000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
  return {
    sequence: String(index + 1),
    id,
    transaction: String(700 + index),
    recordedAt: `2026-11-21T09:30:00.${String(index).padStart(6, '0')}Z`,
    actor: id,
    role: 'admin',
    requestId: null,
    action: 'settings.changed',
    objectType: null,
    objectId: null,
    outcome: 'success',
    reason: null,
    intent: null,
    detailCommitment: detail,
  };
}

function verify(lines: readonly ExportLine[], anchors: readonly string[] = []): Promise<ExportVerdict> {
  return verifyExport([Buffer.from(lines.map(writeExportLine).join(''))], { keys: [signer.verifier], anchors });
}

async function firstBad(lines: readonly ExportLine[], anchors: readonly string[] = []) {
  const { firstBad: finding, valid } = await verify(lines, anchors);
  expect(valid).toBe(finding === null);
  return finding;
}

const log = new TestLog(40, [5, 11, 24, 40]);
/** Position of an event's line among the lines of the whole export. */
const at = (index: number): number => log.lines().findIndex((line) => line.kind === 'event' && line.index === index);

function without(index: number): ExportLine[] {
  return log.lines().toSpliced(at(index), 1);
}

function withEvent(index: number, change: Partial<LeafFields>): ExportLine[] {
  const line = log.event(index);
  return log.lines().with(at(index), { ...line, leaf: { ...line.leaf!, ...change } });
}

/** An event changed and its hash made to fit, as a forger would who knows how we hash. */
function forged(index: number): EventLine {
  const leaf = { ...log.leaves[index]!, role: 'visitor' };
  return { kind: 'event', index, leaf, leafHash: leafHash(encodeLeaf(leaf)).toString('base64') };
}

describe('a whole export', () => {
  it('that is sound passes, with every checkpoint confirmed', async () => {
    expect(await verify(log.lines(), [...log.notes.values()])).toMatchObject({
      valid: true,
      size: 40,
      events: 40,
      signedSize: 40,
      statements: 8,
      newest: { size: 40 },
    });
  });

  it('never raises a false alarm, for any length, any checkpoints and any chunking', async () => {
    const anyLog = fc
      .integer({ min: 0, max: 60 })
      .chain((size) => fc.tuple(fc.constant(size), fc.subarray([...Array(size + 1).keys()])));
    await fc.assert(
      fc.asyncProperty(anyLog, fc.integer({ min: 1, max: 500 }), async ([size, checkpoints], piece) => {
        const made = new TestLog(size, checkpoints);
        const bytes = Buffer.from(made.lines().map(writeExportLine).join(''));
        const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
          bytes.subarray(n * piece, (n + 1) * piece),
        );
        const verdict = await verifyExport(pieces, { keys: [signer.verifier], anchors: [...made.notes.values()] });
        expect(verdict).toMatchObject({ valid: true, firstBad: null, size, events: size });
      }),
      { numRuns: 60 },
    );
  });

  it('may begin in the middle, after a part that is proved by the peaks alone', async () => {
    const peaks = GrowingTree.empty();
    for (const leaf of log.leaves.slice(0, 13)) peaks.append(leafHash(encodeLeaf(leaf)));
    const header = log.header({ from: 13, peaks: peaks.peaks.map((peak) => peak.toString('base64')) });
    expect(await verify([header, ...log.lines(13).slice(1)])).toMatchObject({ valid: true, size: 40, events: 27, statements: 2 });
    const wrong = { ...header, peaks: header.peaks.toReversed() };
    expect(await firstBad([wrong, ...log.lines(13).slice(1)])).toMatchObject({ kind: 'forked', index: 13, upTo: 24 });
  });

  it('may have lost events to retention, whose hashes remain', async () => {
    const lines = log.lines().map((line) => (line.kind === 'event' && line.index < 11 ? { ...line, leaf: null } : line));
    expect(await verify(lines)).toMatchObject({ valid: true, events: 29, pruned: 11 });
  });
});

describe('tampering with an export', () => {
  it.each(Object.keys(leafOf(0, '')) as (keyof LeafFields)[])('shows when %s is altered', async (field) => {
    const foreign = leafOf(5, 'x')[field] ?? 'something';
    const value = field === 'role' ? 'visitor' : field === 'action' || field === 'outcome' ? 'other' : foreign;
    expect(await firstBad(withEvent(17, { [field]: value }))).toEqual({ kind: 'altered', index: 17, upTo: 18, where: 'event' });
  });

  it('shows when an event is altered and its hash with it, between the checkpoints around it', async () => {
    expect(await firstBad(log.lines().with(at(17), forged(17)))).toEqual({
      kind: 'forked',
      index: 11,
      upTo: 24,
      where: 'checkpoint',
    });
  });

  it('shows when only the stated hash is altered', async () => {
    const line = { ...log.event(17), leafHash: log.event(3).leafHash };
    expect(await firstBad(log.lines().with(at(17), line))).toMatchObject({ index: 17, upTo: 18 });
  });

  it('shows a missing event', async () => {
    expect(await firstBad(without(17))).toEqual({ kind: 'missing', index: 17, upTo: 18, where: 'event' });
  });

  it('shows several missing events', async () => {
    expect(await firstBad(log.lines().toSpliced(at(12), 4))).toMatchObject({ kind: 'missing', index: 12, upTo: 16 });
  });

  it('shows an event that is there twice', async () => {
    expect(await firstBad(log.lines().toSpliced(at(17), 0, log.event(17)))).toMatchObject({ kind: 'inserted', index: 17 });
  });

  it('shows an event that was made up', async () => {
    expect(await firstBad(log.lines().toSpliced(at(17), 0, forged(17)))).toMatchObject({ kind: 'inserted', index: 17 });
  });

  it('shows two lines that changed places', async () => {
    const lines = log.lines().with(at(13), log.event(20)).with(at(20), log.event(13));
    expect(await firstBad(lines)).toMatchObject({ kind: 'reordered', index: 13 });
    const neighbours = log.lines().with(at(13), log.event(14)).with(at(14), log.event(13));
    expect(await firstBad(neighbours)).toMatchObject({ kind: 'reordered', index: 13 });
  });

  it('shows two events that changed places while their hashes stayed', async () => {
    const lines = log
      .lines()
      .with(at(13), { ...log.event(13), leaf: log.leaves[20]! })
      .with(at(20), { ...log.event(20), leaf: log.leaves[13]! });
    expect(await firstBad(lines)).toEqual({ kind: 'reordered', index: 13, upTo: 14, where: 'event' });
  });

  it('shows two events that changed places with their hashes and their numbers', async () => {
    const lines = log
      .lines()
      .with(at(13), { ...log.event(20), index: 13 })
      .with(at(20), { ...log.event(13), index: 20 });
    expect(await firstBad(lines)).toMatchObject({ kind: 'reordered', index: 13 });
  });

  it('shows such an exchange at the last event before a checkpoint', async () => {
    const lines = log
      .lines()
      .with(at(10), { ...log.event(20), index: 10 })
      .with(at(20), { ...log.event(10), index: 20 });
    expect(await firstBad(lines)).toMatchObject({ kind: 'reordered', index: 10 });
  });

  it.each([39, 30, 24, 12])('shows an end cut off at %i', async (size) => {
    expect(await firstBad(log.lines().slice(0, at(size)))).toMatchObject({ kind: 'truncated', index: size });
  });

  it('shows an end cut off with a new last line, by the anchor', async () => {
    const lines: ExportLine[] = [...log.lines().slice(0, at(24)), { kind: 'end', size: 24 }];
    expect(await firstBad(lines)).toBeNull();
    expect(await firstBad(lines, [log.sign()])).toEqual({ kind: 'stale', index: 24, upTo: 40, where: 'anchor' });
  });

  it('shows events cut off before their checkpoint', async () => {
    expect(await firstBad(log.lines().toSpliced(at(30), 10))).toMatchObject({ kind: 'truncated', index: 30, upTo: 40 });
  });

  it('shows a history rewritten without the key', async () => {
    const rewritten = new TestLog(40, [], 'rewritten');
    const note = rewritten.sign(stranger);
    expect(await firstBad(rewritten.lines().toSpliced(-1, 0, { kind: 'checkpoint', note }))).toMatchObject({
      kind: 'forked',
      index: 0,
    });
  });

  it('shows a history rewritten with the key, by an anchor', async () => {
    const rewritten = new TestLog(40, [40], 'rewritten');
    expect(await firstBad(rewritten.lines())).toBeNull();
    expect(await firstBad(rewritten.lines(), [log.notes.get(11)!])).toEqual({
      kind: 'forked',
      index: 0,
      upTo: 11,
      where: 'anchor',
    });
  });

  it('shows an altered checkpoint', async () => {
    const position = log.lines().findIndex((line) => line.kind === 'checkpoint' && line.note === log.notes.get(11));
    const line: CheckpointLine = { kind: 'checkpoint', note: log.notes.get(11)!.replace('time 1970', 'time 1971') };
    expect(await firstBad(log.lines().with(position, line))).toEqual({
      kind: 'altered',
      index: 5,
      upTo: 11,
      where: 'checkpoint',
    });
  });

  it('shows a line that is no line of an export', async () => {
    const text = log.lines().map(writeExportLine).with(at(17), '{"kind":"event"\n').join('');
    const verdict = await verifyExport([Buffer.from(text)], { keys: [signer.verifier] });
    expect(verdict.firstBad).toMatchObject({ kind: 'altered', index: 17 });
  });

  it('shows a line too long to be read', async () => {
    const text = log
      .lines()
      .map(writeExportLine)
      .with(at(17), `${'x'.repeat(100_000)}\n`)
      .join('');
    const verdict = await verifyExport([Buffer.from(text)], { keys: [signer.verifier] });
    expect(verdict.firstBad).toMatchObject({ kind: 'altered', index: 17 });
  });

  it('shows events after the end', async () => {
    expect(await firstBad([...log.lines(), forged(39)])).toMatchObject({ kind: 'inserted', index: 39 });
  });

  it('shows a detail that was not committed to', async () => {
    const salt = Buffer.from('salt').toString('base64');
    const honest = { ...log.event(9), detail: { salt, text: '9' } };
    expect(await firstBad(log.lines().with(at(9), honest))).toBeNull();
    expect(await firstBad(log.lines().with(at(9), { ...honest, detail: { salt, text: '8' } }))).toMatchObject({
      kind: 'altered',
      index: 9,
    });
  });

  it('is found wherever it is', async () => {
    const tampering = fc.constantFrom('field', 'hash', 'drop', 'double', 'swap');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 39 }), fc.nat({ max: 39 }), tampering, async (index, other, kind) => {
        fc.pre(index < other);
        const tampered = {
          field: () => withEvent(index, { role: 'visitor' }),
          hash: () => log.lines().with(at(index), forged(index)),
          drop: () => without(index),
          double: () => log.lines().toSpliced(at(other), 0, log.event(index)),
          swap: () => log.lines().with(at(index), log.event(other)).with(at(other), log.event(index)),
        }[kind]();
        const finding = await firstBad(tampered);
        const kinds = {
          field: ['altered'],
          hash: ['forked'],
          drop: ['missing', 'truncated'],
          double: ['inserted'],
          swap: ['reordered'],
        }[kind];
        expect(kinds).toContain(finding?.kind);
        expect(finding!.index).toBeLessThanOrEqual(index);
        expect(finding!.upTo).toBeGreaterThan(index);
      }),
    );
  });
});

describe('a selection', () => {
  it('of genuine events passes', async () => {
    expect(await verify(log.selection(3, 17, 39))).toMatchObject({ valid: true, scope: 'selection', events: 3, size: 40 });
  });

  it('shows an altered event, even with a fitting hash', async () => {
    const lines = log.selection(3, 17);
    const { proof } = lines[2] as EventLine;
    expect(await firstBad(lines.with(2, { ...forged(17), proof }))).toMatchObject({ kind: 'altered', index: 17 });
  });

  it('shows a checkpoint by another key', async () => {
    const lines = log.selection(3);
    expect(await firstBad(lines.with(0, log.header({ scope: 'selection', checkpoint: log.sign(stranger) })))).toMatchObject({
      kind: 'altered',
    });
  });

  it('shows that it was cut', async () => {
    expect(await firstBad(log.selection(3, 17).slice(0, -1))).toMatchObject({ kind: 'truncated' });
  });

  it('of a rewritten history is shown by an anchor', async () => {
    const rewritten = new TestLog(40, [], 'rewritten');
    expect(await firstBad(rewritten.selection(3, 17), [log.sign()])).toMatchObject({ kind: 'forked', where: 'anchor' });
  });

  it('older than an anchor is still genuine', async () => {
    const grown = new TestLog(50, [50]);
    expect(await firstBad(log.selection(3, 17), [grown.sign()])).toBeNull();
  });
});

describe('a file that is no export', () => {
  it.each([
    ['empty', ''],
    ['something else', 'hello\n'],
    ['of another format', writeExportLine({ ...log.header(), format: 'other/1' as typeof exportFormat })],
    ['with a broken tree in its header', writeExportLine(log.header({ from: 3, peaks: [] }))],
  ])('is refused when %s', async (_, text) => {
    await expect(verifyExport([Buffer.from(text)], { keys: [signer.verifier] })).rejects.toThrow();
  });
});

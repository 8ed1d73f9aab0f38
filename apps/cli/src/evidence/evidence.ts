import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { exitCodes } from '#platform/exit-codes.js';
import { Refusal } from '../refusal.js';
import { ServerClient, type ServerOptions } from '../server/server-client.js';

export type EvidenceOptions = ServerOptions & { readonly out: string; readonly json: boolean };

/** `chatman evidence`. The file is there whole or not at all, readable by its owner alone. */
export async function saveEvidence({ out, json, ...server }: EvidenceOptions): Promise<number> {
  if (existsSync(out)) throw new Refusal(`There is already a file ${out}. Nothing was saved.`);
  const response = await new ServerClient(server, 'audit:read').send('/dsr/evidence');
  const { bytes, sha256 } = await saved(out, response);
  const result = { file: out, bytes, sha256 };
  process.stdout.write(
    json
      ? `${JSON.stringify(result)}\n`
      : `Saved ${out} (${bytes} bytes, SHA-256 ${sha256}). Check it with: chatman verify-pack ${out}\n`,
  );
  return exitCodes.done.code;
}

async function saved(out: string, { body }: Response): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(out, 'wx', 0o600);
  try {
    for await (const piece of body!) {
      hash.update(piece);
      bytes += piece.length;
      await file.write(piece);
    }
    await file.sync();
  } catch (cause) {
    rmSync(out, { force: true });
    throw new Refusal('The evidence pack did not arrive whole. Nothing was saved.', { cause });
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

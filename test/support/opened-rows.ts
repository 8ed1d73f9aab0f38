import { DataSource } from 'typeorm';
import { asSealed, sealedUnder } from '#sealing/record.js';
import { Database } from '#platform/database/database.js';
import { columnOf, recordContext, tableOf, type Entity } from '#platform/database/declared/entity-columns.js';
import { sealedFormatsOf } from '#platform/database/declared/sealed-columns.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { KeyringRepository } from '#platform/keyring/keyring.repository.js';
import type { Owner } from '#platform/keyring/keys/owner.js';
import type { TestApp } from './app.js';

export interface OpenedValue {
  readonly table: string;
  readonly text: string;
}

/** Every sealed value of every table that any key in the keyring opens: what somebody with the whole installation could read. */
export async function openedValues({ app }: TestApp): Promise<OpenedValue[]> {
  const opened: OpenedValue[] = [];
  const owners = new Map<string, Owner | null>();
  const [keyring, repository] = [app.get(Keyring), app.get(KeyringRepository)];
  const ownerOf = async (keyId: string): Promise<Owner | null> => {
    const owner = owners.has(keyId) ? owners.get(keyId)! : await repository.ownerOf(keyId);
    owners.set(keyId, owner);
    return owner;
  };
  for (const { target } of app.get(DataSource).entityMetadatas) {
    const entity = target as Entity<object>;
    const sealed = [...sealedFormatsOf(entity).keys()];
    const keys = tableOf(entity).columns.filter(({ isKey }) => isKey);
    if (sealed.length === 0 || keys.length !== 1) continue;
    const names = [keys[0]!.name, ...sealed.map((property) => columnOf(entity, property).name)];
    const rows = await app
      .get(Database)
      .query<Record<string, unknown>>(`SELECT ${names.join(', ')} FROM ${tableOf(entity).name}`);
    for (const row of rows) {
      for (const property of sealed) {
        const value = row[columnOf(entity, property).name];
        if (!(value instanceof Uint8Array)) continue;
        const bytes = asSealed(value);
        const owner = await ownerOf(sealedUnder(bytes).keyId);
        if (owner === null) continue;
        const sealer = await sealerOf(keyring, owner);
        const context = recordContext<object>(entity, property as never, String(row[keys[0]!.name]));
        opened.push({ table: context.table, text: sealer.open(context, bytes).toString('utf8') });
      }
    }
  }
  return opened;
}

function sealerOf(keyring: Keyring, { kind, name }: Owner) {
  if (kind === 'subject') return keyring.forSubject(name);
  return kind === 'collection' ? keyring.forCollection(name) : keyring.forPurpose(name);
}

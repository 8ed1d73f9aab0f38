import { Column } from 'typeorm';
import * as z from 'zod/mini';
import { damagedText } from '../../keyring/keys/reader.js';
import { Sealed } from './declarations.js';

/** How the opened value of a sealed column becomes the bytes that are sealed, and back. */
export interface SealedFormat {
  readonly toBytes: (value: unknown) => string | Uint8Array;
  readonly fromBytes: (bytes: Buffer) => unknown;
  /** What is shown in place of a value that does not open. */
  readonly instead: unknown;
}

export interface SealedColumnOptions {
  /** The column's name in the database, where it is not the property's. */
  readonly name?: string;
  readonly nullable?: boolean;
}

const formats = new WeakMap<object, Map<string, SealedFormat>>();

const text: Omit<SealedFormat, 'instead'> = {
  toBytes: (value) => value as string,
  fromBytes: (bytes) => bytes.toString('utf8'),
};
const bytes: SealedFormat = { toBytes: (value) => value as Uint8Array, fromBytes: (opened) => opened, instead: null };

/**
 * A text that is ciphertext in the database. The property holds the opened value; `DeclaredRows` seals and opens it.
 * @param options.instead what is shown in place of a value that does not open
 */
export const SealedText = ({
  instead = damagedText,
  ...options
}: SealedColumnOptions & { readonly instead?: string | null } = {}): PropertyDecorator => sealed(options, { ...text, instead });

/** As `SealedText`, for bytes; null in place of those that do not open. */
export const SealedBytes = (options: SealedColumnOptions = {}): PropertyDecorator => sealed(options, bytes);

/**
 * As `SealedText`, for what is kept as JSON; what is opened must fit the schema, or it does not open.
 * @param options.instead what is shown in place of a value that does not open
 */
export const SealedJson = <Schema extends z.ZodMiniType>(
  schema: Schema,
  { instead = null, ...options }: SealedColumnOptions & { readonly instead?: z.infer<Schema> | null } = {},
): PropertyDecorator =>
  sealed(options, {
    toBytes: (value) => JSON.stringify(value),
    fromBytes: (opened) => {
      const parsed = schema.safeParse(JSON.parse(opened.toString('utf8')));
      if (!parsed.success) throw new SyntaxError('What was opened does not fit its schema.');
      return parsed.data;
    },
    instead,
  });

/** The format of each sealed column of an entity, by property. */
export function sealedFormatsOf(entity: object): ReadonlyMap<string, SealedFormat> {
  return formats.get(entity) ?? new Map<string, SealedFormat>();
}

function sealed({ name, nullable = false }: SealedColumnOptions, format: SealedFormat): PropertyDecorator {
  return (prototype, property) => {
    Column('bytea', { nullable, ...(name === undefined ? {} : { name }) })(prototype, property);
    Sealed()(prototype, property);
    const known = formats.get(prototype.constructor) ?? new Map<string, SealedFormat>();
    formats.set(prototype.constructor, known.set(String(property), format));
  };
}

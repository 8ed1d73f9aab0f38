import * as z from 'zod/mini';

export interface SettingMeta {
  /** One sentence for the reference page, the editor and the admin panel: what it does, its unit. */
  readonly describe: string;
  /** The environment variable of the deployment guide that sets it. Every setting also listens to `CHAT_MAN__SECTION__KEY`. */
  readonly env?: string;
  /** Whether a change takes effect without a restart. */
  readonly live?: boolean;
  /**
   * Whether it is set on the host only, by file or environment: where content is sent and which files are read is the deployer's to say,
   * or an administrator of the panel could have the server send conversations or secrets wherever they like.
   */
  readonly onHost?: boolean;
  /**
   * Whether it protects people, data or the audit log: a wrong value switches a protection off or locks everybody out. Changing it in the admin
   * panel takes a step-up and a second person; never an API token.
   */
  readonly protects?: boolean;
}

const metas = new WeakMap<object, SettingMeta>();

/** One setting: its schema, its default, and what people need to know about it. */
export function setting<Schema extends z.ZodMiniType>(
  schema: Schema,
  byDefault: NonNullable<z.output<Schema>> | z.output<Schema>,
  meta: SettingMeta,
): z.ZodMiniDefault<Schema> {
  const withDefault = z._default(schema, byDefault as never);
  z.globalRegistry.add(withDefault, { description: meta.describe });
  metas.set(withDefault, meta);
  return withDefault as unknown as z.ZodMiniDefault<Schema>;
}

/** Settings that belong together under one key. Unknown keys are refused: a misspelt setting must not be silently ignored. */
export function settingGroup<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.prefault(z.strictObject(shape), {} as never);
}

/** A room's part of `config/settings.json`, under one top-level key. */
export interface SettingsSlice<Value> {
  readonly key: string;
  readonly schema: z.ZodMiniType<Value>;
}

export function settingsSlice<Shape extends z.core.$ZodLooseShape>(
  key: string,
  shape: Shape,
): SettingsSlice<z.output<z.ZodMiniObject<Shape, z.core.$strict>>> {
  return { key, schema: settingGroup(shape) as never };
}

export interface SettingLeaf {
  readonly path: readonly string[];
  readonly schema: z.ZodMiniType;
  readonly meta: SettingMeta;
  readonly byDefault: unknown;
}

/** Every single setting of a slice, with its path. */
export function leavesOf(slice: SettingsSlice<unknown>): SettingLeaf[] {
  return leavesUnder([slice.key], slice.schema);
}

function leavesUnder(path: readonly string[], schema: z.ZodMiniType): SettingLeaf[] {
  const meta = metas.get(schema);
  if (meta) {
    const { defaultValue } = schema._zod.def as unknown as { defaultValue: unknown };
    return [{ path, schema, meta, byDefault: defaultValue }];
  }
  const definition = schema._zod.def as unknown as {
    type: string;
    innerType?: z.ZodMiniType;
    shape?: Record<string, z.ZodMiniType>;
  };
  if (definition.type === 'object' && definition.shape) {
    return Object.entries(definition.shape).flatMap(([key, inner]) => leavesUnder([...path, key], inner));
  }
  if (definition.innerType) return leavesUnder(path, definition.innerType);
  throw new Error(`The setting ${path.join('.')} is declared without setting(): it would have no description and no default.`);
}

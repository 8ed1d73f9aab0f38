import 'reflect-metadata';

/** Who a row's content is about, hence whose key seals it and whose erasure removes it. */
export type Subject =
  | { readonly kind: 'user'; readonly column: string }
  | { readonly kind: 'user-of'; readonly table: string; readonly column: string; readonly foreignColumn?: string }
  | { readonly kind: 'collection'; readonly column: string }
  | { readonly kind: 'none' };

/** GDPR Article 6 (1), by letter, or `none` where a table holds no personal data. */
export type LegalBasis = 'contract' | 'legal-obligation' | 'legitimate-interest' | 'consent' | 'none';

/** Which retention policy a row falls under; `retention.*` settings give the days. */
export type RetentionClass =
  'conversation' | 'audit' | 'account' | 'session' | 'knowledge' | 'operation' | 'key' | 'alert' | 'permanent';

/** How a row of an erased subject goes. `key`: the row may stay, its key is destroyed. `pseudonymous`: it holds no content by design. */
export type Erasure = 'delete' | 'cascade' | 'key' | 'pseudonymous' | 'not-personal';

export interface TableDeclaration {
  /** Schema-qualified, such as `chat.message`. */
  readonly table: string;
  /** What it holds, in words for the processing record (GDPR Art. 30). */
  readonly purpose: string;
  readonly dataClass: 'content' | 'account' | 'security' | 'knowledge' | 'operation';
  readonly subject: Subject;
  readonly legalBasis: LegalBasis;
  readonly retention: RetentionClass;
  readonly erasure: Erasure;
  /** Whether a data backup carries the table. Keys never are (architecture, section 7). */
  readonly backup: 'data' | 'keyring' | 'none';
  readonly columns: Readonly<Record<string, ColumnClass>>;
}

/** `sealed`: ciphertext under a data key. `personal`: readable, about a person. `secret`: hash or wrapped key. `technical`: neither. */
export type ColumnClass = 'sealed' | 'personal' | 'secret' | 'technical';

type ClassDeclaration = Omit<TableDeclaration, 'table' | 'columns'>;

const declaredTables = new Map<string, TableDeclaration>();
const columnClasses = new WeakMap<object, Map<string, ColumnClass>>();
const declaredEntities = new Map<object, ClassDeclaration>();

/** Declares a table of a library, whose columns are not ours to choose: sessions, the job queue. */
export function declareTable(declaration: TableDeclaration): void {
  if (declaredTables.has(declaration.table)) throw new Error(`The table ${declaration.table} is declared twice.`);
  declaredTables.set(declaration.table, declaration);
}

/** Declares what an entity's table holds. Its columns each carry one of the four decorators below. */
export function Declared(declaration: ClassDeclaration): ClassDecorator {
  return (entity) => void declaredEntities.set(entity, declaration);
}

/** Whose key seals an entity's rows; undefined where the class declares nothing. */
export function subjectOf(entity: object): Subject | undefined {
  return declaredEntities.get(entity)?.subject;
}

export const Sealed = classed('sealed');
export const Personal = classed('personal');
export const Secret = classed('secret');
export const Technical = classed('technical');

function classed(columnClass: ColumnClass): () => PropertyDecorator {
  return () => (prototype, property) => {
    const classes = columnClasses.get(prototype.constructor) ?? new Map<string, ColumnClass>();
    classes.set(String(property), columnClass);
    columnClasses.set(prototype.constructor, classes);
  };
}

/** The part of TypeORM's entity metadata that declarations need. */
export interface MappedEntity {
  readonly target: unknown;
  readonly tablePath: string;
  readonly columns: readonly { readonly propertyName: string; readonly databaseName: string }[];
}

/** Every declared table: those of entities first, then those declared by name. An entity without declaration is listed in `undeclared`. */
export function declarationsOf(entities: readonly MappedEntity[]): { tables: TableDeclaration[]; undeclared: string[] } {
  const tables: TableDeclaration[] = [];
  const undeclared: string[] = [];
  for (const entity of entities) {
    const declaration = declaredEntities.get(entity.target as object);
    const classes = columnClasses.get(entity.target as object) ?? new Map<string, ColumnClass>();
    const columns: Record<string, ColumnClass> = {};
    for (const column of entity.columns) {
      const columnClass = classes.get(column.propertyName);
      if (columnClass) columns[column.databaseName] = columnClass;
      else undeclared.push(`${entity.tablePath}.${column.databaseName}`);
    }
    if (declaration) tables.push({ ...declaration, table: entity.tablePath, columns });
    else undeclared.push(entity.tablePath);
  }
  return { tables: [...tables, ...declaredTables.values()], undeclared };
}

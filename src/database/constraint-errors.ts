import {
  type DataSource,
  type EntityManager,
  type EntityMetadata,
  QueryFailedError,
} from 'typeorm';

/** A constraint of the database refused a write; `properties` are those of the entity that it is about. */
export class ConstraintViolation extends Error {
  constructor(
    readonly kind: 'unique' | 'foreign-key' | 'check' | 'not-null' | 'out-of-range',
    readonly properties: readonly string[],
    options: { readonly cause: unknown },
  ) {
    super(`${kind} violated by ${properties.join(', ')}`, options);
    this.name = 'ConstraintViolation';
  }
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const kinds: Readonly<Record<string, ConstraintViolation['kind']>> = {
  '23502': 'not-null',
  '23503': 'foreign-key',
  '23505': 'unique',
  '23514': 'check',
  '22003': 'out-of-range',
};

interface PostgresError {
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly column?: string;
}

/** @returns null where the error is about something else; message texts are never looked at */
export function constraintViolation(
  error: unknown,
  dataSource: DataSource,
): ConstraintViolation | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code = '', column, constraint = '', table = '' } = error.driverError as PostgresError;
  const kind = kinds[code];
  if (kind === undefined) return null;
  const metadata = dataSource.entityMetadatas.find(({ tableName }) => tableName === table);
  const properties = metadata === undefined ? [] : propertiesOf(metadata, constraint, column);
  return new ConstraintViolation(kind, properties, { cause: error });
}

function propertiesOf(
  metadata: EntityMetadata,
  constraint: string,
  column?: string,
): readonly string[] {
  const named = [...metadata.uniques, ...metadata.indices, ...metadata.foreignKeys].find(
    ({ name }) => name === constraint,
  );
  const columns =
    named?.columns ?? metadata.columns.filter(({ databaseName }) => databaseName === column);
  return columns.map(
    ({ propertyPath, relationMetadata }) => relationMetadata?.propertyPath ?? propertyPath,
  );
}

/** What a constraint refuses is told as a ConstraintViolation. */
export async function explained<T>({ connection }: EntityManager, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw constraintViolation(error, connection) ?? error;
  }
}

import { IsInt, IsOptional, IsString, Max, Min, MinLength, ValidateBy } from 'class-validator';

/** Where rows live, and how patiently and how often Marquee asks for them. */
export class DatabaseConfig {
  /** An outside Postgres; absent: an embedded one under `dataDir`. */
  @IsOptional()
  @ValidateBy({
    name: 'isPostgresUrl',
    validator: { validate: isPostgresUrl, defaultMessage: () => 'must be a postgres:// URL' },
  })
  databaseUrl?: string;

  /** Its streaming replicas, comma-separated; none when absent. */
  @IsOptional()
  @ValidateBy({
    name: 'arePostgresUrls',
    validator: { validate: arePostgresUrls, defaultMessage: () => 'must be postgres:// URLs' },
  })
  databaseReplicaUrls?: string;

  /** A replica that is further behind is not read from. */
  @IsInt()
  @Min(100)
  @Max(60_000)
  databaseReplicaMaxLagMs = 1000;

  @IsString()
  @MinLength(1)
  dataDir = '.data';

  /** Sweeper and seed hold a lock on one connection while they work on another. */
  @IsInt()
  @Min(2)
  @Max(1000)
  databasePoolMaxConnections = 10;

  /** How long a start waits for an outside server that does not answer yet. */
  @IsInt()
  @Min(0)
  @Max(3600)
  databaseWaitSeconds = 30;

  /** How long a request waits for a free connection before it fails. */
  @IsInt()
  @Min(100)
  databaseConnectTimeoutMs = 10_000;

  /** Postgres ends a statement that runs longer; 0 lets it run. Migrations are exempt. */
  @IsInt()
  @Min(0)
  databaseStatementTimeoutMs = 30_000;

  /** How often rows that have had their time are removed; 0 turns that off. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  housekeepingIntervalMinutes = 60;

  get replicaUrls(): readonly string[] {
    return listOf(this.databaseReplicaUrls ?? '');
  }

  /** For so long after a write its author reads from the primary: twice the lag, and a second for a slow commit. */
  get ownWritesSeconds(): number {
    return this.replicaUrls.length === 0 ? 0 : (2 * this.databaseReplicaMaxLagMs) / 1000 + 1;
  }
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
}

function arePostgresUrls(value: unknown): boolean {
  return typeof value === 'string' && listOf(value).every(isPostgresUrl);
}

function isPostgresUrl(value: unknown): boolean {
  return typeof value === 'string' && /^postgres(ql)?:\/\//.test(value) && URL.canParse(value);
}

import { IsInt, Max, Min } from 'class-validator';

/** How much an archive that is brought in may hold; its own size is for the reader of bodies to see to. */
export class ArchiveConfig {
  /** Bytes of all its files together, unpacked. */
  @IsInt()
  @Min(1)
  archiveMaxUnpackedBytes = 200_000_000;

  /** Bytes of its documents together, unpacked: they are in memory at once. */
  @IsInt()
  @Min(1)
  archiveMaxJsonBytes = 10_000_000;

  /** Files in it. */
  @IsInt()
  @Min(1)
  @Max(65_534)
  archiveMaxEntries = 2000;

  /** Resources that its documents describe. */
  @IsInt()
  @Min(1)
  archiveMaxResources = 5000;

  /** Archives that one process brings in at the same time; beyond that, 503. */
  @IsInt()
  @Min(1)
  archivesAtOnce = 2;
}

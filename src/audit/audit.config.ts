import { IsInt, Max, Min, ValidateIf } from 'class-validator';

/** What the database refuses to remove is younger: a trigger of the migration `AgeOfPrivilegedChanges`. */
const leastDays = 90;

/** For how long it is known what was done by privilege. */
export class AuditConfig {
  /** 0: for ever. */
  @ValidateIf(({ privilegedChangesKeptDays }: AuditConfig) => privilegedChangesKeptDays !== 0)
  @IsInt()
  @Min(leastDays, { message: `must be 0, or ${leastDays} or more` })
  @Max(36_500)
  privilegedChangesKeptDays = 0;
}

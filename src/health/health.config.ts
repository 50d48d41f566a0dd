import { IsInt, Max, Min } from 'class-validator';

/** How patiently the server asks what it needs. */
export class HealthConfig {
  /** What has not answered by then counts as down. */
  @IsInt()
  @Min(1)
  @Max(60_000)
  healthDeadlineMilliseconds = 2000;
}

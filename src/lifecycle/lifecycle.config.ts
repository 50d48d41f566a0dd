import { IsInt, Max, Min } from 'class-validator';

/** How many processes serve, and how patiently they end. */
export class LifecycleConfig {
  /** On one port of this machine, each with pool, image workers and schedules of its own. */
  @IsInt()
  @Min(1)
  @Max(256)
  workers = 1;

  /** After a SIGTERM: still answering, but no longer ready, until every balancer has noticed. */
  @IsInt()
  @Min(0)
  @Max(3600)
  shutdownDrainSeconds = 0;

  /** That requests under way get after that; then they are cut off. */
  @IsInt()
  @Min(0)
  @Max(3600)
  shutdownDeadlineSeconds = 20;
}

import { IsInt, Max, Min } from 'class-validator';

/** How patiently a server ends. */
export class LifecycleConfig {
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

import { IsOptional, IsString, MinLength } from 'class-validator';

/** Who may read the metrics. */
export class MetricsConfig {
  /** Sent as a bearer token; absent: /metrics is open in development, and not there in production. */
  @IsOptional()
  @IsString()
  @MinLength(16)
  metricsToken?: string;
}

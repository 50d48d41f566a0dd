import { IsOptional, IsString, IsUrl, MinLength } from 'class-validator';

/** Where traces are sent. All else that OpenTelemetry's SDK reads from the environment counts as it is documented there. */
export class TracingConfig {
  /** Of a collector that speaks OTLP over HTTP; absent: nothing is traced. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  otelExporterOtlpEndpoint?: string;

  /** Under which name this server stands in traces. */
  @IsString()
  @MinLength(1)
  otelServiceName = 'marquee';

  get isTracing(): boolean {
    return this.otelExporterOtlpEndpoint !== undefined;
  }
}

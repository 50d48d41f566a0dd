import { IsIn, IsInt, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Where Marquee listens, what the world calls it, and what it says. */
export class ServerConfig {
  @IsInt()
  @Min(0)
  @Max(65_535)
  port = 3000;

  @IsString()
  host = '0.0.0.0';

  /** Scheme and authority in every URL that is answered; `http://localhost:<PORT>` when absent. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  publicUrl?: string;

  /** What stands before `/media/...` in answers, such as a CDN's URL; as `publicUrl` when absent. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  mediaBaseUrl?: string;

  @IsIn(['development', 'production', 'test'])
  nodeEnv = 'development';

  @IsIn(levels)
  logLevel = 'info';

  /** Origins that browsers may call from, comma-separated; `*` for all, `none` for none. */
  @IsString()
  corsOrigins = '*';

  /** What Express' `trust proxy` takes: hops, addresses, or false. */
  @IsString()
  trustProxy = 'false';

  /** Without a slash at its end. */
  get origin(): string {
    return this.originAt(this.port);
  }

  /** Before the root-relative URLs of files; without a slash at its end. */
  get fileBase(): string {
    return (this.mediaBaseUrl ?? this.origin).replace(/\/+$/, '');
  }

  /** @param port where it really listens: setting 0 lets the system choose */
  originAt(port: number): string {
    return (this.publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, '');
  }
}

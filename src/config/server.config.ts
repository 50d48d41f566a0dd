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

  /** A client that takes longer over the head of a request is hung up on. */
  @IsInt()
  @Min(1)
  @Max(3600)
  headersTimeoutSeconds = 10;

  /** The same of a whole request, its body included. */
  @IsInt()
  @Min(1)
  @Max(86_400)
  requestTimeoutSeconds = 300;

  /** A client that takes nothing of its answer for so long is hung up on. */
  @IsInt()
  @Min(1)
  @Max(3600)
  responseStallSeconds = 60;

  /** Longer than a balancer keeps a connection, which would otherwise send on one that is just being closed. */
  @IsInt()
  @Min(1)
  @Max(3600)
  keepAliveSeconds = 65;

  /** Of the head of a request. */
  @IsInt()
  @Min(1024)
  @Max(1_048_576)
  headersMaxBytes = 16_384;

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

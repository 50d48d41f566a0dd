import type { ServerOptions } from 'node:http';
import type { ServerConfig } from './config/server.config.js';

/** How often connections are looked at that may have had their time; Node's own 30 seconds make a short limit long. */
const checkMilliseconds = 1000;

/** What a client may cost before it has sent a request: all limits stand here, none is left to a version of Node. */
export function serverOptionsOf(config: ServerConfig): ServerOptions {
  const { headersMaxBytes, headersTimeoutSeconds, keepAliveSeconds, requestTimeoutSeconds } =
    config;
  return {
    // Node refuses a head that may take longer than its request.
    headersTimeout: Math.min(headersTimeoutSeconds, requestTimeoutSeconds) * 1000,
    requestTimeout: requestTimeoutSeconds * 1000,
    keepAliveTimeout: keepAliveSeconds * 1000,
    connectionsCheckingInterval: checkMilliseconds,
    maxHeaderSize: headersMaxBytes,
    insecureHTTPParser: false,
    requireHostHeader: true,
  };
}

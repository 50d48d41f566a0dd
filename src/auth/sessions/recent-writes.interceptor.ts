import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { type Observable, catchError, concatMap } from 'rxjs';
import { DatabaseConfig } from '../../database/database.config.js';
import { StatementRunner } from '../../database/statement.runner.js';
import { isOutcomeUnknown } from '../../database/unanswered-query.js';
import { callerOf } from '../caller.js';

/** Whoever writes twice within half the lag of replicas is noted once. */
const note = `
  UPDATE account_sessions SET wrote_at = clock_timestamp()
  WHERE id = $1 AND coalesce(wrote_at, created_at) < clock_timestamp() - make_interval(secs => $2)
  RETURNING id`;

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Notes in a session that something was written by it, or may have been, before the writer is told so: from then on no
 * process, whichever it is, shows him a replica that may not have his write yet.
 */
@Injectable()
export class RecentWritesInterceptor implements NestInterceptor {
  readonly #logger = new Logger('Replicas');

  constructor(
    private readonly runner: StatementRunner,
    private readonly config: DatabaseConfig,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<{ readonly method: string }>();
    const caller = callerOf(request);
    const sessionId = caller.kind === 'user' ? caller.sessionId : undefined;
    if (this.config.replicaUrls.length === 0 || sessionId === undefined) return next.handle();
    if (reads.has(request.method)) return next.handle();
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        await this.#note(sessionId);
        return answer;
      }),
      // He is told to look whether it is there: it may be.
      catchError(async (error: unknown) => {
        if (isOutcomeUnknown(error)) await this.#note(sessionId);
        throw error;
      }),
    );
  }

  /** Never fails: what was written stands, and without a primary nobody reads by a session. */
  async #note(sessionId: string): Promise<void> {
    const half = this.config.databaseReplicaMaxLagMs / 2000;
    try {
      await this.runner.rows(note, [sessionId, half]);
    } catch (error) {
      this.#logger.warn(`A write could not be noted: ${String(error)}`);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { FileAudit } from './sweeper.files.js';
import { LedgerSweep, type SweepOptions } from './sweeper.ledger.js';
import { SweeperLock } from './sweeper.lock.js';
import { type AuditReport, type SweepReport, sentencesOf } from './sweeper.report.js';
import { RowAudit } from './sweeper.rows.js';
import { ResumableSweep } from '../tus/resumable.sweep.js';

export interface SweepRequest extends Partial<SweepOptions> {
  /** Looks at every row and every file, too. */
  readonly audit: boolean;
}

/** What the sweeper has done since this process started, for whoever measures it. */
export interface SweeperMetrics {
  readonly sweeps: number;
  /** That ended with an error. */
  readonly failures: number;
  /** Sweeps that another process did. */
  readonly passedOver: number;
  readonly erasedKeys: number;
  readonly last: SweepReport | null;
}

/**
 * Removes what nothing refers to, and tells where rows, ledger and storage disagree. It may run beside any
 * request and any other sweeper, and be killed at any instant; where nothing is to be done, it writes nothing.
 */
@Injectable()
export class MediaSweeper {
  readonly #logger = new Logger('MediaSweeper');
  #metrics: SweeperMetrics = { sweeps: 0, failures: 0, passedOver: 0, erasedKeys: 0, last: null };

  constructor(
    private readonly lock: SweeperLock,
    private readonly ledger: LedgerSweep,
    private readonly rows: RowAudit,
    private readonly files: FileAudit,
    private readonly resumable: ResumableSweep,
  ) {}

  get metrics(): SweeperMetrics {
    return this.#metrics;
  }

  /**
   * @returns null where another process sweeps now
   * @throws whatever rows or storage fail with; what was done until then is done
   */
  async sweep({
    audit,
    dryRun = false,
    signal = never,
  }: SweepRequest): Promise<SweepReport | null> {
    try {
      const report = await this.lock.run(() => this.#sweep({ dryRun, signal }, audit));
      this.#count(report);
      if (report !== null) for (const sentence of sentencesOf(report)) this.#logger.log(sentence);
      return report;
    } catch (error) {
      this.#metrics = { ...this.#metrics, failures: this.#metrics.failures + 1 };
      throw error;
    }
  }

  /** What rows have let go of is given up before files are erased, so that one sweep does it all. */
  async #sweep(options: SweepOptions, audit: boolean): Promise<SweepReport> {
    const startedAt = new Date();
    const ownerless = audit ? await this.rows.releaseOwnerless(options) : null;
    const abandoned = await this.ledger.giveUpAbandoned(options);
    const unattached = audit
      ? await this.ledger.giveUpUnreferenced(options)
      : await this.ledger.giveUpUnattached(options);
    const unfinished = await this.resumable.giveUpUnfinished(options);
    const erasing = await this.ledger.erase(options);
    const found = ownerless === null ? null : { ownerless, ...(await this.#audit(options)) };
    const milliseconds = Date.now() - startedAt.getTime();
    const facts = { dryRun: options.dryRun, startedAt: startedAt.toISOString(), milliseconds };
    return { ...facts, abandoned, unattached, unfinished, ...erasing, audit: found };
  }

  async #audit(options: SweepOptions): Promise<Omit<AuditReport, 'ownerless'>> {
    const unknown = await this.files.unknownFiles(options);
    const missingFiles = await this.files.missingFiles(options);
    const disagreements = await this.rows.disagreements(options);
    return { ...unknown, missingFiles, disagreements };
  }

  #count(report: SweepReport | null): void {
    const before = this.#metrics;
    if (report === null) {
      this.#metrics = { ...before, passedOver: before.passedOver + 1 };
      return;
    }
    const erasedKeys = before.erasedKeys + (report.dryRun ? 0 : report.erased.count);
    this.#metrics = { ...before, sweeps: before.sweeps + 1, erasedKeys, last: report };
  }
}

const never = new AbortController().signal;

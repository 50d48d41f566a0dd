/** What was found of one kind. */
export interface Finding {
  readonly count: number;
  /** The first few: keys, file names, or `event/17 original-image-url`. */
  readonly examples: readonly string[];
}

/** What one sweep found and, unless it was a dry run, removed. */
export interface SweepReport {
  readonly dryRun: boolean;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly milliseconds: number;
  /** Files whose request ended before they were taken. */
  readonly abandoned: Finding;
  /** Uploads that no attribute has taken in time. */
  readonly unattached: Finding;
  /** Resumable uploads that came to no end in time, and what is left of those that did. */
  readonly unfinished: Finding;
  /** Keys of which nothing is left now: those above, except in a dry run, and what was replaced or deleted. */
  readonly erased: Finding;
  /** Keys that the storage did not let go of: the next sweep tries again. */
  readonly stuck: Finding;
  /** Null where this sweep did not look into the storage. */
  readonly audit: AuditReport | null;
}

/** Where rows, ledger and storage disagree. */
export interface AuditReport {
  /** Attachments of rows that are gone; they are removed, and their files with them. */
  readonly ownerless: Finding;
  /** Files that the ledger does not know. */
  readonly unknownFiles: Finding;
  /** Those of them that were old enough to be removed. */
  readonly removedFiles: Finding;
  /** Stored by the ledger, but not in the storage; nothing mends this but a backup. */
  readonly missingFiles: Finding;
  /** Rows whose URL no attachment stands for, and attachments whose row shows something else. */
  readonly disagreements: Finding;
}

const shown = 20;

/** Counts, and remembers the first few. */
export class Tally {
  #count = 0;
  readonly #examples: string[] = [];

  add(...names: readonly string[]): void {
    this.#count += names.length;
    this.#examples.push(...names.slice(0, shown - this.#examples.length));
  }

  get finding(): Finding {
    return { count: this.#count, examples: [...this.#examples] };
  }
}

/** One line for each kind of which something was found. */
export function sentencesOf({ abandoned, audit, dryRun, ...rest }: SweepReport): readonly string[] {
  const verb = dryRun ? 'would be' : 'were';
  const kinds: readonly (readonly [Finding | undefined, string])[] = [
    [abandoned, `pictures of requests that never ended ${verb} given up`],
    [rest.unattached, `uploads that nothing took in time ${verb} given up`],
    [rest.unfinished, `resumable uploads ${verb} erased`],
    [audit?.ownerless, `attachments of rows that are gone ${verb} removed`],
    [rest.erased, `keys ${verb} erased with all their files`],
    [rest.stuck, 'keys could not be erased now'],
    [audit?.unknownFiles, 'files are in the storage but not in the ledger'],
    [audit?.removedFiles, `of those ${verb} removed for their age`],
    [audit?.missingFiles, 'pictures are in the ledger but not in the storage'],
    [audit?.disagreements, 'rows and attachments disagree'],
  ];
  return kinds.flatMap(([finding, words]) =>
    finding === undefined || finding.count === 0
      ? []
      : [`${finding.count} ${words}: ${finding.examples.join(', ')}`],
  );
}

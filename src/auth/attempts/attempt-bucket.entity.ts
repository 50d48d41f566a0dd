import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What somebody has used of an allowance, as a leaky bucket: the moment at which the time that passes will have
 * given everything back. Where there is no row, all of it is there.
 *
 * The table is unlogged, as decision 8 has it: to count costs no wait for the disk, and a crash of Postgres
 * forgives everybody.
 */
@Entity('attempt_buckets')
export class AttemptBucket {
  /** A hash of what is counted, by whom: neither address is kept. */
  @PrimaryColumn('text')
  name!: string;

  @Column({ type: 'timestamptz' })
  @Index()
  drainedAt!: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a caller has used of what he may upload, as two leaky buckets. Each is one moment: when all that he sent
 * will have been paid for by the time that has passed. He may send as long as it is less than a bucket away.
 *
 * The table is unlogged: to count costs no wait for the disk, and a crash of Postgres forgives everybody.
 */
@Entity('upload_allowances')
export class UploadAllowance {
  /** As `quotaNameOf` gives it. */
  @PrimaryColumn('text')
  caller!: string;

  @Column({ type: 'timestamptz' })
  uploadsUntil!: Date;

  @Column({ type: 'timestamptz' })
  bytesUntil!: Date;
}

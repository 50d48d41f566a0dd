import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AttemptBuckets1795693324001 implements MigrationInterface {
  readonly name = 'AttemptBuckets1795693324001';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Unlogged: a crash of Postgres may forgive everybody, but no log-in waits for the disk to be counted.
    await queryRunner.query(
      `CREATE UNLOGGED TABLE "attempt_buckets" ("name" text NOT NULL, "drained_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "attempt_buckets_pkey" PRIMARY KEY ("name"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "attempt_buckets_drained_at_idx" ON "attempt_buckets"  ("drained_at") `,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."attempt_buckets_drained_at_idx"`);
    await queryRunner.query(`DROP TABLE "attempt_buckets"`);
  }
}

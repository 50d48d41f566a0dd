import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UploadAllowances1795690805043 implements MigrationInterface {
  readonly name = 'UploadAllowances1795690805043';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Unlogged: a crash of Postgres may forgive everybody, but no upload waits for the disk to be counted.
    await queryRunner.query(
      `CREATE UNLOGGED TABLE "upload_allowances" ("caller" text NOT NULL, "uploads_until" TIMESTAMP WITH TIME ZONE NOT NULL, "bytes_until" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "upload_allowances_pkey" PRIMARY KEY ("caller"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "upload_allowances"`);
  }
}

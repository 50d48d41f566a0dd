import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sweeps go over what was never attached, however many files there are. */
export class AttachedFiles1795743488540 implements MigrationInterface {
  readonly name = 'AttachedFiles1795743488540';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "media_files" ADD "attached" boolean NOT NULL DEFAULT false`,
    );
    await queryRunner.query(
      `UPDATE "media_files" SET "attached" = true WHERE EXISTS (SELECT FROM "media_attachments" WHERE "file_key" = "key")`,
    );
    await queryRunner.query(
      `CREATE INDEX "media_files_awaited_idx" ON "media_files"  ("key") WHERE state = 'stored' AND NOT attached`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."media_files_awaited_idx"`);
    await queryRunner.query(`ALTER TABLE "media_files" DROP COLUMN "attached"`);
  }
}

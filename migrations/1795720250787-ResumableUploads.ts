import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ResumableUploads1795720250787 implements MigrationInterface {
  readonly name = 'ResumableUploads1795720250787';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "resumable_uploads" ("key" text NOT NULL, "owner_id" bigint NOT NULL, "state" text NOT NULL, "bytes" integer NOT NULL, "received" integer NOT NULL, "parts" text array NOT NULL, "metadata" text, "url" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "resumable_uploads_pkey" PRIMARY KEY ("key"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "resumable_uploads_owner_id_idx" ON "resumable_uploads"  ("owner_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "resumable_uploads_expires_at_idx" ON "resumable_uploads"  ("expires_at") `,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."resumable_uploads_expires_at_idx"`);
    await queryRunner.query(`DROP INDEX "public"."resumable_uploads_owner_id_idx"`);
    await queryRunner.query(`DROP TABLE "resumable_uploads"`);
  }
}

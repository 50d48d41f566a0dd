import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Idempotency1795491164686 implements MigrationInterface {
  readonly name = 'Idempotency1795491164686';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "idempotency_records" ("caller" text NOT NULL, "key" text NOT NULL, "fingerprint" text NOT NULL, "status" integer, "headers" jsonb, "content_type" text, "body" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("caller", "key"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"  ("created_at") `,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."idempotency_records_created_at_idx"`);
    await queryRunner.query(`DROP TABLE "idempotency_records"`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Mail1795691229175 implements MigrationInterface {
  readonly name = 'Mail1795691229175';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "mail_outbox" ("id" uuid NOT NULL, "kind" text NOT NULL, "recipient" text NOT NULL, "attempts" integer NOT NULL DEFAULT '0', "due_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "mail_outbox_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "mail_outbox_due_at_idx" ON "mail_outbox"  ("due_at") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."mail_outbox_due_at_idx"`);
    await queryRunner.query(`DROP TABLE "mail_outbox"`);
  }
}

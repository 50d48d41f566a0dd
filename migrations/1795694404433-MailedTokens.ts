import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MailedTokens1795694404433 implements MigrationInterface {
  readonly name = 'MailedTokens1795694404433';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "mailed_tokens" ("hash" bytea NOT NULL, "purpose" text NOT NULL, "email" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "user_id" bigint NOT NULL, CONSTRAINT "mailed_tokens_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "mailed_tokens_user_id_idx" ON "mailed_tokens"  ("user_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "mailed_tokens_expires_at_idx" ON "mailed_tokens"  ("expires_at") `,
    );
    await queryRunner.query(
      `ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "mailed_tokens" DROP CONSTRAINT "mailed_tokens_user_id_fkey"`,
    );
    await queryRunner.query(`DROP INDEX "public"."mailed_tokens_expires_at_idx"`);
    await queryRunner.query(`DROP INDEX "public"."mailed_tokens_user_id_idx"`);
    await queryRunner.query(`DROP TABLE "mailed_tokens"`);
  }
}

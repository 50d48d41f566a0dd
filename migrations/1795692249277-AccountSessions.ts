import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountSessions1795692249277 implements MigrationInterface {
  readonly name = 'AccountSessions1795692249277';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "account_sessions" ("id" uuid NOT NULL, "refresh_hash" bytea, "previous_hash" bytea, "chain_key" bytea NOT NULL, "refreshed_at" TIMESTAMP WITH TIME ZONE, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "user_id" bigint NOT NULL, CONSTRAINT "account_sessions_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "account_sessions_user_id_idx" ON "account_sessions"  ("user_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "account_sessions_expires_at_idx" ON "account_sessions"  ("expires_at") `,
    );
    await queryRunner.query(`ALTER TABLE "users" ADD "is_blocked" boolean NOT NULL DEFAULT false`);
    await queryRunner.query(
      `ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "account_sessions" DROP CONSTRAINT "account_sessions_user_id_fkey"`,
    );
    await queryRunner.query(`ALTER TABLE "users" DROP COLUMN "is_blocked"`);
    await queryRunner.query(`DROP INDEX "public"."account_sessions_expires_at_idx"`);
    await queryRunner.query(`DROP INDEX "public"."account_sessions_user_id_idx"`);
    await queryRunner.query(`DROP TABLE "account_sessions"`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecentWrites1795724625922 implements MigrationInterface {
  readonly name = 'RecentWrites1795724625922';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "account_sessions" ADD "wrote_at" TIMESTAMP WITH TIME ZONE`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "account_sessions" DROP COLUMN "wrote_at"`);
  }
}

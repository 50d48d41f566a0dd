import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SpeakerAddresses1795722201594 implements MigrationInterface {
  readonly name = 'SpeakerAddresses1795722201594';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "speakers" DROP CONSTRAINT "speakers_event_id_email_key"`);
    await queryRunner.query(
      `CREATE INDEX "speakers_event_id_email_idx" ON "speakers"  ("event_id", "email") `,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."speakers_event_id_email_idx"`);
    await queryRunner.query(
      `ALTER TABLE "speakers" ADD CONSTRAINT "speakers_event_id_email_key" UNIQUE ("event_id", "email")`,
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ListsOfEvents1795690951305 implements MigrationInterface {
  readonly name = 'ListsOfEvents1795690951305';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."events_state_privacy_starts_at_idx"`);
    await queryRunner.query(
      `CREATE INDEX "events_state_privacy_starts_at_3a06cb4b_idx" ON "events"  ("state", "privacy", "starts_at") WHERE deleted_at IS NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX "events_state_privacy_id_3a06cb4b_idx" ON "events"  ("state", "privacy", "id") WHERE deleted_at IS NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."events_state_privacy_id_3a06cb4b_idx"`);
    await queryRunner.query(`DROP INDEX "public"."events_state_privacy_starts_at_3a06cb4b_idx"`);
    await queryRunner.query(
      `CREATE INDEX "events_state_privacy_starts_at_idx" ON "events"  ("state", "privacy", "starts_at") `,
    );
  }
}

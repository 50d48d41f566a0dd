import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is written stays: 55000, object not in prerequisite state. */
const refuseChanges = `
  CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% of % is refused: its rows stay as they are', TG_OP, TG_TABLE_NAME USING ERRCODE = '55000';
  END $$`;

export class PrivilegedChanges1795726552944 implements MigrationInterface {
  readonly name = 'PrivilegedChanges1795726552944';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "privileged_changes" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "actor_id" bigint, "resource_type" text NOT NULL, "resource_id" bigint NOT NULL, "action" text NOT NULL, "members" jsonb NOT NULL DEFAULT '[]', "request_id" text, "client_network" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "privileged_changes_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "privileged_changes_actor_id_idx" ON "privileged_changes"  ("actor_id") `,
    );
    await queryRunner.query(
      `CREATE INDEX "privileged_changes_resource_type_resource_id_idx" ON "privileged_changes"  ("resource_type", "resource_id") `,
    );
    await queryRunner.query(refuseChanges);
    await queryRunner.query(
      `CREATE TRIGGER "privileged_changes_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "privileged_changes"
       FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()`,
    );
    // Whatever session_replication_role says.
    await queryRunner.query(
      `ALTER TABLE "privileged_changes" ENABLE ALWAYS TRIGGER "privileged_changes_stay"`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP INDEX "public"."privileged_changes_resource_type_resource_id_idx"`,
    );
    await queryRunner.query(`DROP INDEX "public"."privileged_changes_actor_id_idx"`);
    await queryRunner.query(`DROP TABLE "privileged_changes"`);
    await queryRunner.query(`DROP FUNCTION "refuse_change"()`);
  }
}

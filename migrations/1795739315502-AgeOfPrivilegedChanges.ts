import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row by row, as only the row says how old it is. 55000, object not in prerequisite state. */
const refuseEarlyDelete = `
  CREATE FUNCTION "refuse_early_delete"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.created_at > now() - interval '90 days' THEN
      RAISE EXCEPTION 'DELETE of % is refused: its rows stay for 90 days', TG_TABLE_NAME USING ERRCODE = '55000';
    END IF;
    RETURN OLD;
  END $$`;

/** Until now rows stayed for ever. */
export class AgeOfPrivilegedChanges1795739315502 implements MigrationInterface {
  readonly name = 'AgeOfPrivilegedChanges1795739315502';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "privileged_changes_created_at_idx" ON "privileged_changes"  ("created_at") `,
    );
    await queryRunner.query(refuseEarlyDelete);
    await stay(queryRunner, 'UPDATE OR TRUNCATE');
    await queryRunner.query(
      `CREATE TRIGGER "privileged_changes_stay_long" BEFORE DELETE ON "privileged_changes"
       FOR EACH ROW EXECUTE FUNCTION "refuse_early_delete"()`,
    );
    // Whatever session_replication_role says.
    await queryRunner.query(
      `ALTER TABLE "privileged_changes" ENABLE ALWAYS TRIGGER "privileged_changes_stay_long"`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."privileged_changes_created_at_idx"`);
    await queryRunner.query(`DROP TRIGGER "privileged_changes_stay_long" ON "privileged_changes"`);
    await queryRunner.query(`DROP FUNCTION "refuse_early_delete"()`);
    await stay(queryRunner, 'UPDATE OR DELETE OR TRUNCATE');
  }
}

/** @param what statements that are refused */
async function stay(queryRunner: QueryRunner, what: string): Promise<void> {
  await queryRunner.query(`DROP TRIGGER "privileged_changes_stay" ON "privileged_changes"`);
  await queryRunner.query(
    `CREATE TRIGGER "privileged_changes_stay" BEFORE ${what} ON "privileged_changes"
     FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()`,
  );
  await queryRunner.query(
    `ALTER TABLE "privileged_changes" ENABLE ALWAYS TRIGGER "privileged_changes_stay"`,
  );
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What needs two persons, and what somebody may do for a time: delegation, break-glass, deployment. */
export class SharedDecisions1700002005000 implements MigrationInterface {
  readonly name = 'SharedDecisions1700002005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_proposal (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        state text NOT NULL,
        payload jsonb NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        label text,
        incident_id uuid,
        mission_id text,
        audience text[] NOT NULL,
        proposed_by uuid NOT NULL,
        proposed_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_by uuid,
        ended_at timestamptz(3),
        reason text
      );
      CREATE UNIQUE INDEX access_proposal_open ON access_proposal (kind, subject_id) WHERE state = 'open';
      CREATE INDEX access_proposal_by ON access_proposal (proposed_by, id);
      CREATE TABLE access_delegation (
        id uuid PRIMARY KEY,
        mission_id text NOT NULL,
        from_account uuid NOT NULL,
        to_account uuid NOT NULL,
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        made_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3)
      );
      CREATE INDEX access_delegation_to ON access_delegation (to_account, until_at);
      CREATE INDEX access_delegation_mission ON access_delegation (mission_id, id);
      CREATE TABLE access_break_glass (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        home_missions text[] NOT NULL,
        reason_code text NOT NULL,
        reason text NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        reviewed_at timestamptz(3),
        reviewed_by uuid,
        outcome text,
        note text
      );
      CREATE INDEX access_break_glass_account ON access_break_glass (account_id, until_at);
      CREATE TABLE access_deployment_grant (
        deployment_id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        mission_id text NOT NULL,
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3)
      );
      CREATE INDEX access_deployment_grant_account ON access_deployment_grant (account_id);
      GRANT SELECT, INSERT, UPDATE ON access_proposal, access_delegation, access_break_glass, access_deployment_grant TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_deployment_grant, access_break_glass, access_delegation, access_proposal');
  }
}

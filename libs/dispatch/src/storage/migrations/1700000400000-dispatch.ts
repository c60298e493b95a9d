import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Support requests, the offers made to hubs for them, people and goods on their way, and the hubs' lanes. Nothing is ever deleted here. */
export class Dispatch1700000400000 implements MigrationInterface {
  readonly name = 'Dispatch1700000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dispatch_request_counter (
        incident_id uuid PRIMARY KEY,
        last int NOT NULL
      );

      CREATE TABLE dispatch_request (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT dispatch_request_code UNIQUE,
        incident_id uuid NOT NULL,
        mission_id text NOT NULL,
        priority text NOT NULL CHECK (priority IN ('P1', 'P2', 'P3')),
        needed_by timestamptz(3) NOT NULL,
        justification text NOT NULL,
        lines jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('submitted', 'sourcing', 'part-committed', 'committed', 'at-headquarters', 'fulfilled', 'released', 'closed', 'declined', 'withdrawn')),
        submitted_at timestamptz(3) NOT NULL,
        decision_due_at timestamptz(3),
        plan jsonb,
        ended_reason text,
        audience text[] NOT NULL,
        version int NOT NULL
      );
      CREATE INDEX dispatch_request_incident ON dispatch_request (incident_id, id);
      CREATE INDEX dispatch_request_mission ON dispatch_request (mission_id, id);
      CREATE INDEX dispatch_request_audience ON dispatch_request USING gin (audience);

      CREATE TABLE dispatch_offer (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES dispatch_request (id),
        incident_id uuid NOT NULL,
        requesting_mission_id text NOT NULL,
        hub_id text NOT NULL,
        tier text NOT NULL CHECK (tier IN ('hub', 'alternate', 'headquarters')),
        lines jsonb NOT NULL,
        accepted jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'sent', 'accepted', 'part-accepted', 'declined', 'escalated', 'fulfilled', 'withdrawn')),
        queued_at timestamptz(3) NOT NULL,
        sent_at timestamptz(3),
        ack_due_at timestamptz(3) CHECK ((ack_due_at IS NULL) = (sent_at IS NULL)),
        answered_at timestamptz(3),
        decline_reason text,
        decline_note text,
        escalated_from_offer_id uuid REFERENCES dispatch_offer (id),
        version int NOT NULL
      );
      CREATE INDEX dispatch_offer_request ON dispatch_offer (request_id, id);
      CREATE INDEX dispatch_offer_hub ON dispatch_offer (hub_id, id);
      CREATE INDEX dispatch_offer_open ON dispatch_offer (hub_id, ack_due_at) WHERE state IN ('queued', 'sent');

      CREATE TABLE dispatch_deployment (
        id uuid PRIMARY KEY,
        offer_id uuid NOT NULL REFERENCES dispatch_offer (id),
        request_id uuid NOT NULL REFERENCES dispatch_request (id),
        incident_id uuid NOT NULL,
        line_no int NOT NULL,
        staff_id uuid NOT NULL,
        staff_no text NOT NULL,
        from_mission_id text NOT NULL,
        to_mission_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('ordered', 'mobilising', 'en-route', 'arrived', 'on-task', 'released', 'returning', 'returned', 'cancelled')),
        ordered_at timestamptz(3) NOT NULL,
        departed_at timestamptz(3),
        expected_at timestamptz(3),
        arrived_at timestamptz(3),
        released_at timestamptz(3),
        returned_at timestamptz(3),
        version int NOT NULL
      );
      CREATE INDEX dispatch_deployment_request ON dispatch_deployment (request_id, id);
      CREATE INDEX dispatch_deployment_from ON dispatch_deployment (from_mission_id, id);
      CREATE INDEX dispatch_deployment_to ON dispatch_deployment (to_mission_id, id);
      -- Nobody is in two places.
      CREATE UNIQUE INDEX dispatch_deployment_staff_once ON dispatch_deployment (staff_id) WHERE state NOT IN ('returned', 'cancelled');

      CREATE TABLE dispatch_shipment (
        id uuid PRIMARY KEY,
        offer_id uuid NOT NULL REFERENCES dispatch_offer (id),
        request_id uuid NOT NULL REFERENCES dispatch_request (id),
        incident_id uuid NOT NULL,
        items jsonb NOT NULL,
        from_mission_id text NOT NULL,
        to_mission_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('picking', 'in-transit', 'customs-hold', 'received', 'lost', 'cancelled')),
        ordered_at timestamptz(3) NOT NULL,
        departed_at timestamptz(3),
        expected_at timestamptz(3),
        arrived_at timestamptz(3),
        version int NOT NULL
      );
      CREATE INDEX dispatch_shipment_request ON dispatch_shipment (request_id, id);
      CREATE INDEX dispatch_shipment_from ON dispatch_shipment (from_mission_id, id);
      CREATE INDEX dispatch_shipment_to ON dispatch_shipment (to_mission_id, id);

      CREATE TABLE dispatch_lane (
        hub_id text PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('open', 'paused', 'handed-over')),
        handed_to_hub_id text CHECK ((handed_to_hub_id IS NOT NULL) = (state = 'handed-over') AND handed_to_hub_id <> hub_id),
        reason text,
        changed_at timestamptz(3),
        version int NOT NULL
      );

      REVOKE DELETE ON dispatch_request, dispatch_request_counter, dispatch_offer, dispatch_deployment, dispatch_shipment, dispatch_lane FROM bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE dispatch_lane, dispatch_shipment, dispatch_deployment, dispatch_offer, dispatch_request, dispatch_request_counter',
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports, incidents and what belongs to them, and what is known of the feeds. Nothing is ever deleted here: the application's role may not. */
export class Incidents1700000300000 implements MigrationInterface {
  readonly name = 'Incidents1700000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INCIDENTS);
    await runner.query(REPORTS);
    await runner.query(FEEDS);
    await runner.query(`
      REVOKE DELETE ON
        incidents_incident, incidents_code_counter, incidents_task, incidents_open_obligation,
        incidents_report, incidents_duplicate_proposal, incidents_feed_event, incidents_feed_state, incidents_rejected_document
        FROM bongsu_app;
      -- What was decided and what was said before stay as they were.
      REVOKE UPDATE, DELETE ON incidents_alert_decision, incidents_report_revision FROM bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE incidents_rejected_document, incidents_feed_state, incidents_feed_event, incidents_duplicate_proposal, incidents_report_revision,
        incidents_report, incidents_open_obligation, incidents_alert_decision, incidents_task, incidents_code_counter, incidents_incident;
      DROP SEQUENCE incidents_report_number;
    `);
  }
}

const INCIDENTS = `
  CREATE TABLE incidents_incident (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT incidents_incident_code UNIQUE,
    title text NOT NULL,
    category text NOT NULL,
    urgency text NOT NULL,
    state text NOT NULL CHECK (state IN ('signal', 'assessing', 'active', 'stabilising', 'closed', 'reviewed')),
    alert_level text NOT NULL CHECK (alert_level IN ('none', 'attention', 'caution', 'alert', 'serious')),
    alert_review_at timestamptz(3),
    mission_id text,
    country_iso2 text,
    lat double precision,
    lng double precision CHECK ((lat IS NULL) = (lng IS NULL)),
    zone text NOT NULL,
    occurred_at timestamptz(3),
    recognised_at timestamptz(3),
    opened_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    ack_due_at timestamptz(3),
    acknowledged_at timestamptz(3),
    ack_overdue_at timestamptz(3),
    closed_at timestamptz(3),
    audience text[] NOT NULL,
    version int NOT NULL
  );
  CREATE INDEX incidents_incident_mission ON incidents_incident (mission_id, id);
  CREATE INDEX incidents_incident_state ON incidents_incident (state, id);
  CREATE INDEX incidents_incident_updated ON incidents_incident (updated_at);
  CREATE INDEX incidents_incident_audience ON incidents_incident USING gin (audience);

  -- One row per country and year, locked by whoever takes the next number. A number that a refused opening took is not used again.
  CREATE TABLE incidents_code_counter (
    country text NOT NULL,
    year int NOT NULL,
    last int NOT NULL,
    PRIMARY KEY (country, year)
  );

  CREATE TABLE incidents_task (
    id uuid PRIMARY KEY,
    incident_id uuid NOT NULL REFERENCES incidents_incident (id),
    title text NOT NULL,
    owner_mission_id text NOT NULL,
    due_at timestamptz(3),
    state text NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    done_at timestamptz(3),
    overdue_at timestamptz(3),
    added_at timestamptz(3) NOT NULL
  );
  CREATE INDEX incidents_task_incident ON incidents_task (incident_id);

  CREATE TABLE incidents_alert_decision (
    id uuid PRIMARY KEY,
    incident_id uuid NOT NULL REFERENCES incidents_incident (id),
    from_level text NOT NULL,
    to_level text NOT NULL,
    basis text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz(3) NOT NULL,
    review_at timestamptz(3)
  );
  CREATE INDEX incidents_alert_decision_incident ON incidents_alert_decision (incident_id, id);

  -- What other contexts still owe an incident; they open and settle it in their own transactions.
  CREATE TABLE incidents_open_obligation (
    kind text NOT NULL,
    subject_id text NOT NULL,
    incident_id uuid NOT NULL REFERENCES incidents_incident (id),
    label text NOT NULL,
    opened_at timestamptz(3) NOT NULL,
    settled_at timestamptz(3),
    PRIMARY KEY (kind, subject_id)
  );
  CREATE INDEX incidents_open_obligation_incident ON incidents_open_obligation (incident_id) WHERE settled_at IS NULL;
`;

const REPORTS = `
  CREATE SEQUENCE incidents_report_number;

  CREATE TABLE incidents_report (
    id uuid PRIMARY KEY,
    number bigint NOT NULL DEFAULT nextval('incidents_report_number') CONSTRAINT incidents_report_number_once UNIQUE,
    state text NOT NULL CHECK (state IN ('unlinked', 'linked', 'dismissed')),
    summary text NOT NULL,
    details text,
    category text NOT NULL,
    urgency text NOT NULL,
    evidence_grade text NOT NULL,
    channel text NOT NULL,
    place_text text,
    lat double precision,
    lng double precision CHECK ((lat IS NULL) = (lng IS NULL)),
    place_precision text NOT NULL,
    mission_id text,
    country_iso2 text,
    basis text NOT NULL,
    estimate boolean NOT NULL,
    caveat text,
    candidates jsonb NOT NULL,
    zone text NOT NULL,
    occurred_at timestamptz(3),
    recognised_at timestamptz(3),
    reported_at timestamptz(3),
    entered_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    nationals_low int,
    nationals_best int,
    nationals_high int CHECK (nationals_low IS NULL OR (nationals_low <= nationals_best AND nationals_best <= nationals_high)),
    incident_id uuid REFERENCES incidents_incident (id) CHECK ((incident_id IS NOT NULL) = (state = 'linked')),
    corrects_report_id uuid REFERENCES incidents_report (id),
    corrected_by_report_id uuid REFERENCES incidents_report (id),
    source_note text,
    feed text,
    feed_event_id text,
    feed_revision int,
    magnitude double precision,
    filed_by text NOT NULL,
    audience text[] NOT NULL,
    version int NOT NULL
  );
  CREATE INDEX incidents_report_mission ON incidents_report (mission_id, id);
  CREATE INDEX incidents_report_updated ON incidents_report (updated_at);
  CREATE INDEX incidents_report_audience ON incidents_report USING gin (audience);
  CREATE INDEX incidents_report_incident ON incidents_report (incident_id, id) WHERE incident_id IS NOT NULL;
  -- Reports that wait for a person, by when it happened: where the reports of a newly opened incident are looked for.
  CREATE INDEX incidents_report_waiting ON incidents_report (coalesce(occurred_at, reported_at, entered_at)) WHERE state = 'unlinked';

  -- What a feed said of an event at first and each time it thought better of it.
  CREATE TABLE incidents_report_revision (
    report_id uuid NOT NULL REFERENCES incidents_report (id),
    revision int NOT NULL,
    summary text NOT NULL,
    urgency text NOT NULL,
    magnitude double precision,
    lat double precision NOT NULL,
    lng double precision NOT NULL,
    occurred_at timestamptz(3) NOT NULL,
    withdrawn boolean NOT NULL,
    source_updated_at timestamptz(3),
    entered_at timestamptz(3) NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (report_id, revision)
  );

  CREATE TABLE incidents_duplicate_proposal (
    id uuid PRIMARY KEY,
    report_id uuid NOT NULL REFERENCES incidents_report (id),
    incident_id uuid NOT NULL REFERENCES incidents_incident (id),
    distance_km double precision,
    minutes_apart double precision,
    same_category boolean NOT NULL,
    same_country boolean NOT NULL,
    same_feed_event boolean NOT NULL,
    score double precision NOT NULL,
    state text NOT NULL CHECK (state IN ('proposed', 'linked', 'rejected')),
    proposed_at timestamptz(3) NOT NULL,
    decided_at timestamptz(3),
    decided_by text,
    CONSTRAINT incidents_duplicate_proposal_pair UNIQUE (report_id, incident_id)
  );
  CREATE INDEX incidents_duplicate_proposal_incident ON incidents_duplicate_proposal (incident_id) WHERE state = 'proposed';
`;

const FEEDS = `
  CREATE TABLE incidents_feed_event (
    id uuid PRIMARY KEY,
    feed text NOT NULL,
    event_id text NOT NULL,
    all_ids text[] NOT NULL,
    state text NOT NULL CHECK (state IN ('seen', 'filed')),
    report_id uuid REFERENCES incidents_report (id) CHECK ((report_id IS NOT NULL) = (state = 'filed')),
    revision int NOT NULL,
    category text NOT NULL,
    magnitude double precision,
    place text,
    lat double precision NOT NULL,
    lng double precision NOT NULL,
    depth_km double precision,
    occurred_at timestamptz(3) NOT NULL,
    source_updated_at timestamptz(3),
    alert text,
    tsunami_flag boolean NOT NULL,
    withdrawn boolean NOT NULL,
    source_url text,
    first_seen_at timestamptz(3) NOT NULL,
    changed_at timestamptz(3) NOT NULL,
    CONSTRAINT incidents_feed_event_once UNIQUE (feed, event_id)
  );
  CREATE INDEX incidents_feed_event_ids ON incidents_feed_event USING gin (all_ids);

  -- When a feed is asked next, and with which conditions. The row is the promise; a job only wakes somebody up to keep it.
  CREATE TABLE incidents_feed_state (
    feed text PRIMARY KEY,
    etag text,
    last_modified text,
    next_ask_at timestamptz(3) NOT NULL,
    asked_at timestamptz(3),
    answered_at timestamptz(3),
    failures int NOT NULL,
    last_failure text
  );

  -- Bytes, because what is broken may be anything at all.
  CREATE TABLE incidents_rejected_document (
    id uuid PRIMARY KEY,
    feed text NOT NULL,
    digest bytea NOT NULL,
    reason text NOT NULL,
    document bytea NOT NULL,
    first_seen_at timestamptz(3) NOT NULL,
    last_seen_at timestamptz(3) NOT NULL,
    times_seen int NOT NULL,
    CONSTRAINT incidents_rejected_document_once UNIQUE (feed, digest)
  );
`;

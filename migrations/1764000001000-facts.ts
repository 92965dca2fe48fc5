import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asserted about actors: facts, on two clocks, each with its sources.
 *
 * A fact has a stable id (`fact`) and one row per version. `valid_*` is the period in which it holds, as the source gives it (`*_given`,
 * which stays partial) and as days, half open, infinite where unknown. `recorded_at` and `superseded_at` are the period in which the hub
 * believed it. A version is never changed: a change inserts the next one and closes the last.
 */
export class Facts1764000001000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(FACTS_AND_SOURCES);
    await run.query(NAMES_AND_OFFICES);
    await run.query(MEMBERSHIPS);
    await run.query(COLLABORATIONS);
    await run.query(COMMITMENTS);
    await run.query(RESOURCES);
    await run.query(CURRENT);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

/** The columns every table of facts starts with. Instants are whole milliseconds, as answers show them, so that one can be asked for again. */
const VERSION = /* sql */ `
    version_id uuid PRIMARY KEY,
    id uuid NOT NULL REFERENCES fact (id),
    valid_from_given partial_date,
    valid_to_given partial_date,
    valid_from date NOT NULL GENERATED ALWAYS AS (first_day(valid_from_given)) STORED,
    valid_to date NOT NULL GENERATED ALWAYS AS (day_after(valid_to_given)) STORED,
    recorded_at timestamptz(3) NOT NULL DEFAULT now(),
    superseded_at timestamptz(3) NOT NULL DEFAULT 'infinity',
    confidence real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    corroboration text NOT NULL DEFAULT 'UNCONFIRMED'
      CHECK (corroboration IN ('UNCONFIRMED', 'MEMBER', 'ORGANIZATION', 'BOTH', 'DISPUTED')),
    CHECK (valid_to > valid_from),
    CHECK (superseded_at >= recorded_at)`;

const FACTS_AND_SOURCES = /* sql */ `
  CREATE TABLE fact (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    CONSTRAINT fact_kind_is_known CHECK (kind IN ('Name', 'Mandate', 'MembershipTier', 'TierBenefit', 'Membership', 'MembershipTransition',
      'Twinning', 'JointProject', 'Event', 'Agreement', 'RelatedCollaboration', 'Participation', 'Commitment', 'CommitmentUpdate', 'FollowUp',
      'Resource', 'AccessRule', 'ReportedFigure'))
  );

  -- Where one version of a fact was read.
  CREATE TABLE citation (
    id uuid PRIMARY KEY,
    fact_id uuid NOT NULL REFERENCES fact (id),
    version_id uuid NOT NULL,
    -- The source that says it best comes first.
    position smallint NOT NULL DEFAULT 0,
    source_id uuid NOT NULL REFERENCES source (id),
    as_of partial_date,
    quote text,
    quote_language language_tag,
    locator text,
    retrieved_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT citation_quote_is_short CHECK (length(quote) BETWEEN 1 AND 300)
  );
  CREATE INDEX citation_of_version ON citation (version_id);
  CREATE INDEX citation_of_source ON citation (source_id, fact_id);
  CREATE INDEX citation_of_fact ON citation (fact_id);`;

const NAMES_AND_OFFICES = /* sql */ `
  CREATE TABLE actor_name (${VERSION},
    actor_id uuid NOT NULL REFERENCES actor (id),
    value text NOT NULL CHECK (value <> ''),
    folded text NOT NULL,
    language language_tag NOT NULL,
    script text,
    kind text NOT NULL,
    CONSTRAINT actor_name_kind_is_known CHECK (kind IN ('OFFICIAL', 'COMMON', 'SHORT', 'ACRONYM', 'FORMER', 'TRANSLITERATION', 'AS_LISTED'))
  );
  CREATE INDEX actor_name_of_actor ON actor_name (actor_id, language);
  CREATE INDEX actor_name_exact ON actor_name (folded text_pattern_ops);
  CREATE INDEX actor_name_similar ON actor_name USING gin (folded gin_trgm_ops);

  CREATE TABLE mandate (${VERSION},
    person_id uuid REFERENCES person (id),
    holder_id uuid REFERENCES actor (id),
    role text NOT NULL,
    title localized_text,
    at_id uuid NOT NULL REFERENCES actor (id),
    by_virtue_of_id uuid REFERENCES fact (id),
    CONSTRAINT mandate_is_held_by_a_person_or_an_actor CHECK ((person_id IS NULL) <> (holder_id IS NULL)),
    CONSTRAINT mandate_role_is_known CHECK (role IN
      ('MAYOR', 'DEPUTY_MAYOR', 'PRESIDENT', 'VICE_PRESIDENT', 'SECRETARY_GENERAL', 'EXECUTIVE_DIRECTOR', 'COUNCILLOR', 'CHAIR', 'OTHER'))
  );
  CREATE INDEX mandate_at ON mandate (at_id);
  CREATE INDEX mandate_of_person ON mandate (person_id);
  CREATE INDEX mandate_of_holder ON mandate (holder_id) WHERE holder_id IS NOT NULL;

  CREATE TABLE reported_figure (${VERSION},
    organization_id uuid NOT NULL REFERENCES organization (id),
    metric text NOT NULL,
    value integer NOT NULL,
    qualifier text NOT NULL,
    as_printed text NOT NULL,
    -- What is counted, in words, where the metric does not say.
    label localized_text,
    reported_on partial_date,
    CONSTRAINT reported_figure_metric_is_known CHECK (metric IN ('MEMBER_CITIES', 'MEMBER_CITIES_IN_REGION', 'MEMBER_ASSOCIATIONS',
      'REPRESENTED_GOVERNMENTS', 'MEMBERS', 'COUNTRIES', 'POPULATION_COVERED', 'OTHER')),
    CONSTRAINT reported_figure_qualifier_is_known CHECK (qualifier IN ('EXACT', 'AT_LEAST', 'MORE_THAN', 'NEARLY'))
  );
  CREATE INDEX reported_figure_of_organization ON reported_figure (organization_id);`;

const MEMBERSHIPS = /* sql */ `
  -- One id for two.
  CREATE FUNCTION pair_of(one uuid, other uuid) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(substring(sha256(uuid_send(one) || uuid_send(other)) FOR 16), 'hex')::uuid
  $$;

  CREATE TABLE membership_tier (${VERSION},
    organization_id uuid NOT NULL REFERENCES organization (id),
    code text NOT NULL,
    name localized_text NOT NULL,
    category text NOT NULL,
    open_to text[] NOT NULL,
    term_years smallint CHECK (term_years > 0),
    CONSTRAINT membership_tier_category_is_known CHECK (category IN
      ('FULL_MEMBER', 'ASSOCIATE', 'OBSERVER', 'PARTNER_PLATFORM', 'LEADERSHIP', 'HONORARY', 'CANDIDATE')),
    CONSTRAINT membership_tier_is_open_to_kinds_of_actor CHECK (open_to <@ '{CITY,COUNTRY,ASSOCIATION,NETWORK,INSTITUTION}'::text[])
  );
  CREATE UNIQUE INDEX membership_tier_code_is_unique ON membership_tier (organization_id, code) WHERE superseded_at = 'infinity';

  CREATE TABLE tier_benefit (${VERSION},
    tier_id uuid NOT NULL REFERENCES fact (id),
    kind text NOT NULL,
    description localized_text NOT NULL,
    onward_sharing text NOT NULL,
    CONSTRAINT tier_benefit_kind_is_known CHECK (kind IN ('RESOURCE_ACCESS', 'PEER_COMMUNICATION', 'EVENT_PARTICIPATION', 'TRAINING',
      'FUNDING', 'VOTING', 'VISIBILITY', 'OTHER')),
    CONSTRAINT tier_benefit_onward_sharing_is_known CHECK (onward_sharing IN ('NONE', 'OWN_MEMBERS', 'TRANSITIVE'))
  );
  CREATE INDEX tier_benefit_of_tier ON tier_benefit (tier_id);

  -- One row a span: a status (and tier) that holds for a period. The spans of a membership share its id and never overlap.
  CREATE TABLE membership (${VERSION},
    member_id uuid NOT NULL REFERENCES actor (id),
    organization_id uuid NOT NULL REFERENCES organization (id),
    tier_id uuid REFERENCES fact (id),
    status text NOT NULL,
    basis text NOT NULL DEFAULT 'STATED',
    is_founder boolean NOT NULL DEFAULT false,
    renewal_due_on partial_date,
    name_as_listed text,
    tier_as_printed text,
    office text,
    theme_ids uuid[] NOT NULL DEFAULT '{}',
    -- What each party has told the hub itself; null: nothing. What their pages say is in "corroboration" alone.
    member_holds boolean,
    organization_holds boolean,
    CONSTRAINT membership_status_is_known CHECK (status IN
      ('INVITED', 'APPLIED', 'ACTIVE', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED', 'DECLINED', 'UNKNOWN')),
    CONSTRAINT membership_basis_is_known CHECK (basis IN ('STATED', 'RULE')),
    CONSTRAINT membership_joins_two_actors CHECK (member_id <> organization_id),
    -- Both ids as one value: as two, the planner takes this index for cheap when one of them is asked for, and reads most of it. That value is
    -- of a fixed length and spread evenly, which the index takes in five times as fast as the ids behind each other.
    CONSTRAINT membership_is_one_at_a_time_per_member_and_organization
      EXCLUDE USING gist (pair_of(organization_id, member_id) WITH =, daterange(valid_from, valid_to) WITH &&)
      WHERE (superseded_at = 'infinity')
  );
  CREATE INDEX membership_of_organization ON membership (organization_id, valid_from DESC, version_id DESC) INCLUDE (valid_to, status)
    WHERE superseded_at = 'infinity';
  CREATE INDEX membership_of_member ON membership (member_id, valid_from DESC, version_id DESC) INCLUDE (valid_to, status)
    WHERE superseded_at = 'infinity';
  CREATE INDEX membership_of_organization_as_known ON membership (organization_id, valid_from DESC, version_id DESC)
    INCLUDE (valid_to, recorded_at, superseded_at);
  CREATE INDEX membership_of_member_as_known ON membership (member_id, valid_from DESC, version_id DESC)
    INCLUDE (valid_to, recorded_at, superseded_at);
  CREATE INDEX membership_spans ON membership (id);
  CREATE INDEX membership_in_tier ON membership (tier_id) WHERE tier_id IS NOT NULL;

  CREATE TABLE membership_transition (${VERSION},
    membership_id uuid NOT NULL REFERENCES fact (id),
    position smallint NOT NULL,
    from_status text,
    to_status text NOT NULL,
    tier_id uuid REFERENCES fact (id),
    happened_on partial_date,
    at_collaboration_id uuid REFERENCES fact (id)
  );
  CREATE INDEX membership_transition_of_membership ON membership_transition (membership_id, position);
  CREATE INDEX membership_transition_in_tier ON membership_transition (tier_id) WHERE tier_id IS NOT NULL;`;

const COLLABORATIONS = /* sql */ `
  CREATE TABLE collaboration (${VERSION},
    kind text NOT NULL,
    twinning_kind text,
    event_kind text,
    agreement_kind text,
    title localized_text NOT NULL,
    summary localized_text,
    folded text NOT NULL,
    status text NOT NULL,
    location_id uuid REFERENCES city (id),
    location_country_code text REFERENCES country (iso_alpha2),
    mode text NOT NULL DEFAULT 'UNKNOWN',
    programme text,
    budget_amount double precision,
    budget_currency text,
    adopted_on partial_date,
    document web_address,
    theme_ids uuid[] NOT NULL DEFAULT '{}',
    region_ids uuid[] NOT NULL DEFAULT '{}',
    CONSTRAINT collaboration_kind_is_known CHECK (kind IN ('TWINNING', 'JOINT_PROJECT', 'EVENT', 'AGREEMENT')),
    CONSTRAINT collaboration_status_is_known CHECK (status IN ('PLANNED', 'ONGOING', 'COMPLETED', 'ADOPTED', 'CANCELLED', 'LAPSED', 'UNKNOWN')),
    CONSTRAINT collaboration_mode_is_known CHECK (mode IN ('IN_PERSON', 'ONLINE', 'HYBRID', 'UNKNOWN')),
    CONSTRAINT collaboration_twinning_says_which CHECK ((kind = 'TWINNING') = (twinning_kind IS NOT NULL)),
    CONSTRAINT collaboration_event_says_which CHECK ((kind = 'EVENT') = (event_kind IS NOT NULL)),
    CONSTRAINT collaboration_agreement_says_which CHECK ((kind = 'AGREEMENT') = (agreement_kind IS NOT NULL)),
    CONSTRAINT collaboration_budget_has_a_currency CHECK ((budget_amount IS NULL) = (budget_currency IS NULL))
  );
  CREATE INDEX collaboration_versions ON collaboration (id);
  CREATE INDEX collaboration_by_day ON collaboration (valid_from DESC, version_id DESC) WHERE superseded_at = 'infinity';
  CREATE INDEX collaboration_by_title ON collaboration USING gin (folded gin_trgm_ops);
  CREATE INDEX collaboration_by_theme ON collaboration USING gin (theme_ids);
  CREATE INDEX collaboration_by_region ON collaboration USING gin (region_ids);
  CREATE INDEX collaboration_located_in ON collaboration (location_id) WHERE location_id IS NOT NULL;

  -- "from" is ADOPTED_AT, OUTCOME of, ... "to".
  CREATE TABLE related_collaboration (${VERSION},
    from_id uuid NOT NULL REFERENCES fact (id),
    relation text NOT NULL,
    to_id uuid NOT NULL REFERENCES fact (id),
    CONSTRAINT related_collaboration_relation_is_known CHECK (relation IN
      ('ADOPTED_AT', 'OUTCOME', 'FOLLOWS', 'PART_OF', 'IMPLEMENTS', 'SUPERSEDES')),
    CONSTRAINT related_collaboration_joins_two CHECK (from_id <> to_id)
  );
  CREATE INDEX related_collaboration_from ON related_collaboration (from_id);
  CREATE INDEX related_collaboration_to ON related_collaboration (to_id);

  CREATE TABLE participation (${VERSION},
    collaboration_id uuid NOT NULL REFERENCES fact (id),
    actor_id uuid NOT NULL REFERENCES actor (id),
    role text NOT NULL,
    on_behalf_of_id uuid REFERENCES actor (id),
    on_behalf_of_text text,
    represented_by_ids uuid[] NOT NULL DEFAULT '{}',
    CONSTRAINT participation_role_is_known CHECK (role IN ('ORGANIZER', 'HOST', 'PARTY', 'PARTICIPANT', 'LEAD_PARTNER', 'PARTNER', 'FUNDER',
      'FACILITATOR', 'OBSERVER', 'SPEAKER'))
  );
  CREATE INDEX participation_in ON participation (collaboration_id);
  CREATE INDEX participation_of ON participation (actor_id);`;

const COMMITMENTS = /* sql */ `
  CREATE TABLE commitment (${VERSION},
    collaboration_id uuid NOT NULL REFERENCES fact (id),
    position smallint NOT NULL CHECK (position >= 1),
    text localized_text NOT NULL,
    kind text NOT NULL,
    responsible_ids uuid[] NOT NULL DEFAULT '{}',
    beneficiary_ids uuid[] NOT NULL DEFAULT '{}',
    place_ids uuid[] NOT NULL DEFAULT '{}',
    parties_text localized_text,
    levels text[] NOT NULL DEFAULT '{}',
    status text NOT NULL,
    due_on partial_date,
    overdue_from date NOT NULL GENERATED ALWAYS AS (day_after(due_on)) STORED,
    CONSTRAINT commitment_kind_is_known CHECK (kind IN ('RESOURCE_ACCESS', 'JOINT_ACTIVITY', 'PARTICIPATION_SUPPORT', 'CAPACITY_BUILDING',
      'EXCHANGE', 'FUNDING', 'POLICY', 'REPORTING', 'OTHER')),
    CONSTRAINT commitment_status_is_known CHECK (status IN
      ('OPEN', 'IN_PROGRESS', 'FULFILLED', 'PARTLY_FULFILLED', 'NOT_FULFILLED', 'SUPERSEDED')),
    CONSTRAINT commitment_levels_are_known CHECK (levels <@ '{LOCAL,SUBNATIONAL,NATIONAL,REGIONAL,INTERNATIONAL}'::text[])
  );
  CREATE UNIQUE INDEX commitment_position_is_unique ON commitment (collaboration_id, position) WHERE superseded_at = 'infinity';
  CREATE INDEX commitment_overdue ON commitment (overdue_from) WHERE superseded_at = 'infinity' AND status IN ('OPEN', 'IN_PROGRESS');
  CREATE INDEX commitment_versions ON commitment (id);
  CREATE INDEX commitment_responsible ON commitment USING gin (responsible_ids);
  CREATE INDEX commitment_beneficiary ON commitment USING gin (beneficiary_ids);

  CREATE TABLE commitment_update (${VERSION},
    commitment_id uuid NOT NULL REFERENCES fact (id),
    noted_on partial_date NOT NULL,
    status text NOT NULL,
    note localized_text,
    by_id uuid REFERENCES actor (id)
  );
  CREATE INDEX commitment_update_of_commitment ON commitment_update (commitment_id);

  CREATE TABLE follow_up (${VERSION},
    collaboration_id uuid NOT NULL REFERENCES fact (id),
    commitment_id uuid REFERENCES fact (id),
    kind text NOT NULL,
    description localized_text,
    recurrence text,
    is_periodic boolean NOT NULL,
    scheduled_on partial_date,
    next_due_on partial_date,
    last_held_on partial_date,
    -- What was held or missed once is awaited again only when a next day is known.
    overdue_from date NOT NULL GENERATED ALWAYS AS (CASE status
      WHEN 'PLANNED' THEN day_after(coalesce(next_due_on, scheduled_on))
      WHEN 'CANCELLED' THEN 'infinity'
      ELSE day_after(next_due_on) END) STORED,
    status text NOT NULL,
    assignee_ids uuid[] NOT NULL DEFAULT '{}',
    held_at_id uuid REFERENCES fact (id),
    CONSTRAINT follow_up_kind_is_known CHECK (kind IN ('PERIODIC_MEETING', 'PROGRESS_REPORT', 'SITE_VISIT', 'ACTION', 'EVALUATION')),
    CONSTRAINT follow_up_status_is_known CHECK (status IN ('PLANNED', 'HELD', 'MISSED', 'CANCELLED')),
    CONSTRAINT follow_up_with_a_recurrence_is_periodic CHECK (recurrence IS NULL OR is_periodic)
  );
  CREATE INDEX follow_up_of_collaboration ON follow_up (collaboration_id);
  CREATE INDEX follow_up_of_commitment ON follow_up (commitment_id) WHERE commitment_id IS NOT NULL;
  CREATE INDEX follow_up_overdue ON follow_up (overdue_from) WHERE superseded_at = 'infinity';
  CREATE INDEX follow_up_versions ON follow_up (id);`;

const RESOURCES = /* sql */ `
  CREATE TABLE resource (${VERSION},
    title localized_text NOT NULL,
    summary localized_text,
    folded text NOT NULL,
    kind text NOT NULL,
    publisher_id uuid NOT NULL REFERENCES organization (id),
    theme_ids uuid[] NOT NULL DEFAULT '{}',
    languages text[] NOT NULL DEFAULT '{}',
    url web_address,
    published_on partial_date,
    license text,
    collaboration_ids uuid[] NOT NULL DEFAULT '{}',
    CONSTRAINT resource_languages_are_known CHECK (array_position(languages, NULL) IS NULL),
    CONSTRAINT resource_kind_is_known CHECK (kind IN
      ('GUIDE', 'TOOL', 'TRAINING', 'CASE_STUDY', 'DATASET', 'TEMPLATE', 'POLICY', 'VIDEO', 'OTHER'))
  );
  CREATE INDEX resource_versions ON resource (id);
  CREATE INDEX resource_of_publisher ON resource (publisher_id);
  CREATE INDEX resource_by_title ON resource USING gin (folded gin_trgm_ops);
  CREATE INDEX resource_by_theme ON resource USING gin (theme_ids);
  CREATE INDEX resource_of_collaboration ON resource USING gin (collaboration_ids);

  CREATE TABLE access_rule (${VERSION},
    resource_id uuid NOT NULL REFERENCES fact (id),
    audience text NOT NULL,
    tier_id uuid REFERENCES fact (id),
    organization_id uuid REFERENCES organization (id),
    actor_ids uuid[] NOT NULL DEFAULT '{}',
    onward_sharing text NOT NULL,
    CONSTRAINT access_rule_audience_is_known CHECK (audience IN ('PUBLIC', 'MEMBERS', 'TIER', 'NAMED')),
    CONSTRAINT access_rule_onward_sharing_is_known CHECK (onward_sharing IN ('NONE', 'OWN_MEMBERS', 'TRANSITIVE')),
    CONSTRAINT access_rule_names_the_tier_of_its_audience CHECK ((audience = 'TIER') = (tier_id IS NOT NULL)),
    CONSTRAINT access_rule_names_the_organization_of_its_audience CHECK (audience <> 'MEMBERS' OR organization_id IS NOT NULL),
    CONSTRAINT access_rule_names_the_actors_of_its_audience CHECK ((audience = 'NAMED') = (actor_ids <> '{}'))
  );
  CREATE INDEX access_rule_of_resource ON access_rule (resource_id);`;

/** Which versions the hub believes now, of the kinds of fact that are objects of their own. */
const CURRENT = /* sql */ `
  CREATE VIEW current_version AS
    SELECT version_id FROM membership WHERE superseded_at = 'infinity'
    UNION ALL SELECT version_id FROM participation WHERE superseded_at = 'infinity'
    UNION ALL SELECT version_id FROM commitment WHERE superseded_at = 'infinity'
    UNION ALL SELECT version_id FROM follow_up WHERE superseded_at = 'infinity'
    UNION ALL SELECT version_id FROM mandate WHERE superseded_at = 'infinity'
    UNION ALL SELECT version_id FROM resource WHERE superseded_at = 'infinity'
    UNION ALL SELECT version_id FROM collaboration WHERE superseded_at = 'infinity';`;

"""Drafts of proposals, acquaintance rounds, the life of pairs, terms, routes, meetings, the roadmap, surveys, monitoring."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_AUTOINCREMENT = {"sqlite_autoincrement": True}
_STAGES = "'start', 'adaptation', 'december', 'may', 'first_year', 'final', 'other'"


def upgrade() -> None:
    op.create_table(
        "acquaintance_round",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_acquaintance_round_title_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquaintance_round")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agreement",
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(partner) <> ''", name=op.f("ck_agreement_partner_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "calendar_day",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('holiday', 'working', 'short')", name=op.f("ck_calendar_day_kind_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("date", name=op.f("uq_calendar_day_date")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deadline_rule",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(code) <> ''", name=op.f("ck_deadline_rule_code_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_rule")),
        sa.UniqueConstraint("code", name=op.f("uq_deadline_rule_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "indicator_target",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_target")),
        sa.UniqueConstraint("code", "year", name=op.f("uq_indicator_target_code_year")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "monitoring_snapshot",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(period) <> ''", name=op.f("ck_monitoring_snapshot_period_not_blank")),
        sa.CheckConstraint("length(content_hash) = 64", name=op.f("ck_monitoring_snapshot_hash_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_snapshot")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_task",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=True),
        sa.Column("object_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "object_kind IS NULL OR object_kind IN ('school', 'person', 'mentor', 'mentee', 'pair', 'route')",
            name=op.f("ck_own_task_object_kind_known"),
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_own_task_title_not_blank")),
        sa.CheckConstraint("(object_kind IS NULL) = (object_id IS NULL)", name=op.f("ck_own_task_object_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_task")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "questionnaire",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("mentoring_form", sa.String(), nullable=True),
        sa.Column("preamble", sa.String(), nullable=True),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('needs', 'diagnosis', 'satisfaction', 'before', 'after', 'reflection', 'effectiveness', 'curator_criteria', 'swot', 'other')",
            name=op.f("ck_questionnaire_kind_known"),
        ),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('mentee', 'mentor', 'curator')", name=op.f("ck_questionnaire_role_known")
        ),
        sa.CheckConstraint("trim(code) <> ''", name=op.f("ck_questionnaire_code_not_blank")),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_questionnaire_title_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_questionnaire_code_version")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "report_form",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_report_form_title_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_form")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "route_template",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(code) <> ''", name=op.f("ck_route_template_code_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_template")),
        sa.UniqueConstraint("code", name=op.f("uq_route_template_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "school_fact",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_school_fact_value_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_fact")),
        sa.UniqueConstraint("code", "date", name=op.f("uq_school_fact_code_date")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "task_mark",
        sa.Column("rule_code", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("trigger_date", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("postponed_to", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name=op.f("ck_task_mark_done_has_day")),
        sa.CheckConstraint(
            "(state = 'postponed') = (postponed_to IS NOT NULL)", name=op.f("ck_task_mark_postponed_has_day")
        ),
        sa.CheckConstraint(
            "object_kind IS NULL OR object_kind IN ('school', 'person', 'mentor', 'mentee', 'pair', 'route')",
            name=op.f("ck_task_mark_object_kind_known"),
        ),
        sa.CheckConstraint(
            "state IS NULL OR state IN ('done', 'postponed', 'dropped')", name=op.f("ck_task_mark_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_mark")),
        sa.UniqueConstraint(
            "rule_code",
            "object_kind",
            "object_id",
            "occurrence",
            name=op.f("uq_task_mark_rule_code_object_kind_object_id_occurrence"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("programme", sa.String(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("responsible_person_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('consultation', 'training', 'event')", name=op.f("ck_activity_kind_known")
        ),
        sa.CheckConstraint(
            "responsible IS NULL OR responsible IN ('mentee', 'mentor', 'curator', 'director', 'psychologist', 'other')",
            name=op.f("ck_activity_responsible_known"),
        ),
        sa.CheckConstraint(
            "status IS NULL OR status IN ('planned', 'held', 'cancelled')", name=op.f("ck_activity_status_known")
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_activity_title_not_blank")),
        sa.CheckConstraint("end_date IS NULL OR end_date >= date", name=op.f("ck_activity_dates_order")),
        sa.CheckConstraint("hours IS NULL OR hours > 0", name=op.f("ck_activity_hours_positive")),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name=op.f("fk_activity_order_id")),
        sa.ForeignKeyConstraint(
            ["responsible_person_id"],
            ["person.id"],
            name=op.f("fk_activity_responsible_person_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "incentive",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("amount", sa.String(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('gratitude', 'diploma', 'payment', 'honour_board', 'nomination')",
            name=op.f("ck_incentive_kind_known"),
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name=op.f("fk_incentive_order_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_incentive_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incentive")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incentive_person_id"), "incentive", ["person_id"], unique=False)
    op.create_table(
        "proposal_draft",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("academic_year_id", sa.Integer(), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_proposal_draft_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["academic_year_id"], ["academic_year.id"], name=op.f("fk_proposal_draft_academic_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_draft")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "roadmap",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("academic_year_id", sa.Integer(), nullable=False),
        sa.Column("template_code", sa.String(), nullable=True),
        sa.Column("columns", sa.String(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_roadmap_title_not_blank")),
        sa.ForeignKeyConstraint(["academic_year_id"], ["academic_year.id"], name=op.f("fk_roadmap_academic_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadmap")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "round_participant",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "side IS NULL OR side IN ('mentor', 'mentee')", name=op.f("ck_round_participant_side_known")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_round_participant_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["acquaintance_round.id"], name=op.f("fk_round_participant_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_participant")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_round_participant_round_id_number")),
        sa.UniqueConstraint("round_id", "person_id", "side", name=op.f("uq_round_participant_round_id_person_id_side")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sent_report",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["monitoring_snapshot.id"], name=op.f("fk_sent_report_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_report")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity_participant",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_participant_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_activity_participant_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_participant")),
        sa.UniqueConstraint("activity_id", "person_id", name=op.f("uq_activity_participant_activity_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_participant_person_id"), "activity_participant", ["person_id"], unique=False)
    op.create_table(
        "roadmap_item",
        sa.Column("roadmap_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("term_text", sa.String(), nullable=True),
        sa.Column("rule_code", sa.String(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("expected_result", sa.String(), nullable=True),
        sa.Column("resources", sa.String(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IS NULL OR status IN ('planned', 'in_progress', 'done', 'cancelled')",
            name=op.f("ck_roadmap_item_status_known"),
        ),
        sa.CheckConstraint("trim(content) <> ''", name=op.f("ck_roadmap_item_content_not_blank")),
        sa.CheckConstraint(
            "due_date IS NULL OR start_date IS NULL OR due_date >= start_date", name=op.f("ck_roadmap_item_dates_order")
        ),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmap.id"], name=op.f("fk_roadmap_item_roadmap_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadmap_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_roadmap_item_roadmap_id"), "roadmap_item", ["roadmap_id"], unique=False)
    op.create_table(
        "wave_form",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('mentee', 'mentor', 'curator')", name=op.f("ck_wave_form_role_known")
        ),
        sa.ForeignKeyConstraint(["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_wave_form_questionnaire_id")),
        sa.ForeignKeyConstraint(["wave_id"], ["survey_wave.id"], name=op.f("fk_wave_form_wave_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave_form")),
        sa.UniqueConstraint("wave_id", "role", name=op.f("uq_wave_form_wave_id_role")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "wave_respondent",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("about_pair", sa.Integer(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("excused", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('mentee', 'mentor', 'curator')", name=op.f("ck_wave_respondent_role_known")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_wave_respondent_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["survey_wave.id"], name=op.f("fk_wave_respondent_wave_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave_respondent")),
        sa.UniqueConstraint(
            "wave_id",
            "person_id",
            "role",
            "about_pair",
            name=op.f("uq_wave_respondent_wave_id_person_id_role_about_pair"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wave_respondent_person_id"), "wave_respondent", ["person_id"], unique=False)
    op.create_table(
        "proposal_draft_pair",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["proposal_draft.id"], name=op.f("fk_proposal_draft_pair_draft_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_proposal_draft_pair_mentee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_proposal_draft_pair_mentor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_proposal_draft_pair_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_draft_pair")),
        sa.UniqueConstraint("draft_id", "request_id", name=op.f("uq_proposal_draft_pair_draft_id_request_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contest",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IS NULL OR level IN ('school', 'city', 'region', 'country')", name=op.f("ck_contest_level_known")
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_contest_title_not_blank")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_contest_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contest_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lesson_visit",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("visitor_id", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("class_name", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("observed", sa.String(), nullable=True),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_lesson_visit_pair_id")),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["person.id"], name=op.f("fk_lesson_visit_teacher_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visitor_id"], ["person.id"], name=op.f("fk_lesson_visit_visitor_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_visit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lesson_visit_pair_id"), "lesson_visit", ["pair_id"], unique=False)
    op.create_table(
        "pair_event",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('correction', 'extension', 'pause', 'resumption', 'resignation_request', 'replacement_request', 'early_notice', 'replacement', 'ending')",
            name=op.f("ck_pair_event_kind_known"),
        ),
        sa.CheckConstraint(
            "side IS NULL OR side IN ('mentor', 'mentee', 'both', 'curator')", name=op.f("ck_pair_event_side_known")
        ),
        sa.CheckConstraint(
            "until IS NULL OR effective_on IS NULL OR until >= effective_on", name=op.f("ck_pair_event_dates_order")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name=op.f("fk_pair_event_order_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_event_pair_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pair_event_pair_id"), "pair_event", ["pair_id"], unique=False)
    op.create_table(
        "publication",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_publication_title_not_blank")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_publication_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "route",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("academic_year_id", sa.Integer(), nullable=True),
        sa.Column("template_code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("strengths", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("acquainted_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IS NULL OR status IN ('draft', 'approved', 'completed', 'terminated')",
            name=op.f("ck_route_status_known"),
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_route_title_not_blank")),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_route_dates_order")),
        sa.ForeignKeyConstraint(["academic_year_id"], ["academic_year.id"], name=op.f("fk_route_academic_year_id")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_route_mentee_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_route_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_route_mentee_id"), "route", ["mentee_id"], unique=False)
    op.create_index(op.f("ix_route_pair_id"), "route", ["pair_id"], unique=False)
    op.create_table(
        "practice",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("authors", sa.String(), nullable=True),
        sa.Column("mentoring_form", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("actions", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_practice_title_not_blank")),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_practice_route_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "route_change",
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('approval', 'correction', 'extension', 'completion')",
            name=op.f("ck_route_change_kind_known"),
        ),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_route_change_route_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_route_change_route_id"), "route_change", ["route_id"], unique=False)
    op.create_table(
        "route_stage",
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "code IS NULL OR code IN ('adaptation', 'main', 'evaluation')", name=op.f("ck_route_stage_code_known")
        ),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_route_stage_dates_order")),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_route_stage_route_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_stage")),
        sa.UniqueConstraint("route_id", "code", name=op.f("uq_route_stage_route_id_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "route_step",
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("expected_result", sa.String(), nullable=True),
        sa.Column("resources", sa.String(), nullable=True),
        sa.Column("report_document", sa.String(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("responsible_person_id", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("anchor", sa.String(), nullable=True),
        sa.Column("offset_days", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("evidence_path", sa.String(), nullable=True),
        sa.Column("mentor_comment", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IS NULL OR level IN ('school', 'city', 'region', 'country')", name=op.f("ck_route_step_level_known")
        ),
        sa.CheckConstraint(
            "responsible IS NULL OR responsible IN ('mentee', 'mentor', 'curator', 'director', 'psychologist', 'other')",
            name=op.f("ck_route_step_responsible_known"),
        ),
        sa.CheckConstraint(
            "stage IS NULL OR stage IN ('adaptation', 'main', 'evaluation')", name=op.f("ck_route_step_stage_known")
        ),
        sa.CheckConstraint(
            "status IS NULL OR status IN ('planned', 'in_progress', 'done', 'cancelled')",
            name=op.f("ck_route_step_status_known"),
        ),
        sa.CheckConstraint("trim(content) <> ''", name=op.f("ck_route_step_content_not_blank")),
        sa.CheckConstraint(
            "due_date IS NULL OR start_date IS NULL OR due_date >= start_date", name=op.f("ck_route_step_dates_order")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_person_id"],
            ["person.id"],
            name=op.f("fk_route_step_responsible_person_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_route_step_route_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_route_step_route_id"), "route_step", ["route_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("done", sa.String(), nullable=True),
        sa.Column("agreed", sa.String(), nullable=True),
        sa.Column("next_date", sa.Date(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("absent", sa.JSON(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('acquaintance', 'trial', 'planning', 'joint_work', 'final')",
            name=op.f("ck_meeting_kind_known"),
        ),
        sa.CheckConstraint(
            "duration_minutes IS NULL OR duration_minutes BETWEEN 1 AND 1440", name=op.f("ck_meeting_duration_range")
        ),
        sa.CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 10", name=op.f("ck_meeting_rating_range")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_meeting_pair_id")),
        sa.ForeignKeyConstraint(["step_id"], ["route_step.id"], name=op.f("fk_meeting_step_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_pair_id"), "meeting", ["pair_id"], unique=False)
    op.create_table(
        "route_step_deficit",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("deficit_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deficit_id"], ["deficit.id"], name=op.f("fk_route_step_deficit_deficit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["route_step.id"], name=op.f("fk_route_step_deficit_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_step_deficit")),
        sa.UniqueConstraint("step_id", "deficit_id", name=op.f("uq_route_step_deficit_step_id_deficit_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_route_step_deficit_deficit_id"), "route_step_deficit", ["deficit_id"], unique=False)
    op.add_column("person", sa.Column("building", sa.String(), nullable=True))
    op.add_column("person", sa.Column("shift", sa.String(), nullable=True))
    # SQLite adds a column with its foreign key only in one statement of its own
    op.execute("ALTER TABLE pair ADD COLUMN replaces_id INTEGER CONSTRAINT fk_pair_replaces_id REFERENCES pair (id)")
    # new constraints of old tables: the table is made anew
    with op.batch_alter_table("survey_wave", recreate="always", table_kwargs=_AUTOINCREMENT) as wave:
        wave.add_column(sa.Column("stage", sa.String(), nullable=True))
        wave.add_column(sa.Column("due_date", sa.Date(), nullable=True))
        wave.add_column(sa.Column("academic_year_id", sa.Integer(), nullable=True))
        wave.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        wave.add_column(sa.Column("note", sa.String(), nullable=True))
        wave.add_column(sa.Column("deleted_at", sa.DateTime(), nullable=True))
        wave.create_foreign_key("fk_survey_wave_academic_year_id", "academic_year", ["academic_year_id"], ["id"])
        wave.create_check_constraint("stage_known", f"stage IS NULL OR stage IN ({_STAGES})")
    with op.batch_alter_table("reply", recreate="always", table_kwargs=_AUTOINCREMENT) as reply:
        reply.add_column(sa.Column("about_pair", sa.Integer(), nullable=False, server_default="0"))
        reply.add_column(sa.Column("way", sa.String(), nullable=True))
        reply.drop_constraint("uq_reply_wave_id_respondent_id_role", type_="unique")
        reply.create_unique_constraint(
            "uq_reply_wave_id_respondent_id_role_about_pair", ["wave_id", "respondent_id", "role", "about_pair"]
        )
        reply.create_check_constraint("way_known", "way IS NULL OR way IN ('keyed', 'file', 'form')")

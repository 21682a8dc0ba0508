"""The register of papers, kept files, acquaintance, versions of wordings, norms; erasures, exports, drafts of dialogs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("owner_kind", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "owner_kind IS NULL OR owner_kind IN ('order', 'paper', 'person', 'pair', 'meeting', 'route_step', 'activity', 'consent')",
            name=op.f("ck_attachment_owner_kind_known"),
        ),
        sa.CheckConstraint("trim(file_name) <> ''", name=op.f("ck_attachment_file_name_not_blank")),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_attachment_title_not_blank")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_attachment_hash_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachment_owner_kind_owner_id"), "attachment", ["owner_kind", "owner_id"], unique=False)
    op.create_table(
        "dialog_draft",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(key) <> ''", name=op.f("ck_dialog_draft_key_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialog_draft")),
        sa.UniqueConstraint("key", name=op.f("uq_dialog_draft_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "erasure",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("act_number", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('destroyed', 'depersonalised')", name=op.f("ck_erasure_kind_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "export_record",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(kind) <> ''", name=op.f("ck_export_record_kind_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_record")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "norm",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(code) <> ''", name=op.f("ck_norm_code_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm")),
        sa.UniqueConstraint("code", name=op.f("uq_norm_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "order_draft",
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("command", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(type) <> ''", name=op.f("ck_order_draft_type_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_draft")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "paper_link",
        sa.Column("from_kind", sa.String(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_kind", sa.String(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "from_kind IS NULL OR from_kind IN ('order', 'paper')", name=op.f("ck_paper_link_from_kind_known")
        ),
        sa.CheckConstraint(
            "relation IS NULL OR relation IN ('changes', 'cancels', 'appendix')",
            name=op.f("ck_paper_link_relation_known"),
        ),
        sa.CheckConstraint(
            "to_kind IS NULL OR to_kind IN ('order', 'paper')", name=op.f("ck_paper_link_to_kind_known")
        ),
        sa.CheckConstraint("from_kind <> to_kind OR from_id <> to_id", name=op.f("ck_paper_link_not_itself")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_link")),
        sa.UniqueConstraint(
            "from_kind",
            "from_id",
            "to_kind",
            "to_id",
            "relation",
            name=op.f("uq_paper_link_from_kind_from_id_to_kind_to_id_relation"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "template_version",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(code) <> ''", name=op.f("ck_template_version_code_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_template_version_code"), "template_version", ["code"], unique=False)
    op.create_table(
        "acknowledgement",
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("acquainted_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "object_kind IS NULL OR object_kind IN ('order', 'paper')",
            name=op.f("ck_acknowledgement_object_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_acknowledgement_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sa.UniqueConstraint(
            "object_kind", "object_id", "person_id", name=op.f("uq_acknowledgement_object_kind_object_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_acknowledgement_person_id"), "acknowledgement", ["person_id"], unique=False)
    op.create_table(
        "paper",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IS NULL OR status IN ('draft', 'signed', 'cancelled')", name=op.f("ck_paper_status_known")
        ),
        sa.CheckConstraint("trim(heading) <> ''", name=op.f("ck_paper_heading_not_blank")),
        sa.CheckConstraint("trim(kind) <> ''", name=op.f("ck_paper_kind_not_blank")),
        sa.CheckConstraint("content_hash IS NULL OR length(content_hash) = 64", name=op.f("ck_paper_hash_length")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_paper_pair_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_person_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_paper_pair_id"), "paper", ["pair_id"], unique=False)
    op.create_index(op.f("ix_paper_person_id"), "paper", ["person_id"], unique=False)
    op.add_column("action", sa.Column("who", sa.String(), nullable=True))
    op.add_column("consent", sa.Column("signed_by", sa.String(), nullable=True))
    op.add_column("person", sa.Column("depersonalised_on", sa.Date(), nullable=True))
    # new constraints of old tables: the table is made anew
    with op.batch_alter_table("wish", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as wish:
        wish.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
        wish.add_column(sa.Column("made_on", sa.Date(), nullable=True))
        wish.create_foreign_key("fk_wish_round_id", "acquaintance_round", ["round_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("report_form", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as form:
        form.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="form"))
        form.create_check_constraint("kind_known", "kind IS NULL OR kind IN ('form', 'register')")

"""The indicators counted a third way: the dump is put into an empty SQLite base and asked in SQL, written from the
formulas the program prints; nothing of the program's own code is used."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

Share = tuple[int, int | None]

_VIEWS = """
create view live_pair as select p.*, coalesce(
    (select min(o.date) from "order" o join order_pair op on op.order_id = o.id
     where op.pair_id = p.id and o.type in ('assignment', 'assignment_list', 'replacement')
     and o.id not in (select refers_to_id from "order" where effect = 'cancels' and refers_to_id is not null)),
    p.order_date) as assigned
  from pair p where p.deleted_at is null;
create view member as select m.pair_id, m.mentee_id, p.mentor_id, p.mentoring_form, p.mentoring_kind
  from pair_mentee m join live_pair p on p.id = m.pair_id, day d
  where p.status in ('assigned', 'paused', 'completed', 'terminated')
  and not (p.status in ('completed', 'terminated') and p.end_date is null)
  and coalesce(p.start_date, p.assigned, '') <= d.today and coalesce(p.end_date, '9999') >= d.today
  and coalesce(m.start_date, '') <= d.today and coalesce(m.end_date, '9999') >= d.today;
create view here as select p.*,
  case when p.birth_date is not null
       then substr(d.today, 1, 4) - substr(p.birth_date, 1, 4) - (substr(d.today, 6) < substr(p.birth_date, 6))
       else substr(d.today, 1, 4) - p.birth_year end as age
  from person p, day d where p.deleted_at is null and coalesce(p.work_start_date, '') <= d.today
  and coalesce(p.dismissal_date, '9999') >= d.today and coalesce(p.archived_on, '9999') > d.today;
create view young as select h.id from here h, school s where h.kind = 'staff' and case
  when h.young_specialist is not null then h.young_specialist
  else coalesce(h.experience_years <= s.young_max_years, 0)
       and (h.birth_date is null or h.age < s.young_max_age) end;
create view told as select code, value from school_fact f, day d where f.date <= d.today
  and not exists (select 1 from school_fact g where g.code = f.code and g.date <= d.today and g.date > f.date);
create view planned as select s.* from route_step s join route r on r.id = s.route_id, day d
  where r.deleted_at is null and r.status in ('approved', 'completed', 'terminated')
  and coalesce(r.approved_on, '') <= d.today and s.due_date is not null and s.status <> 'cancelled'
  and s.due_date between max(d.since, r.start_date) and d.today;
create view newcomer as select p.id, p.assigned, h.work_start_date as came from live_pair p
  join pair_mentee m on m.pair_id = p.id join person h on h.id = m.mentee_id, day d
  where h.deleted_at is null and p.status <> 'draft' and coalesce(p.start_date, p.assigned) between d.summer and d.today
  and h.work_start_date between d.summer and d.today;
create view found_deficit as select f.* from deficit f join request r on r.id = f.request_id, day d
  where r.deleted_at is null and f.severity >= 2 and (r.date is null or r.date between d.summer and d.today);
create view beginner as select p.id, p.work_start_date as came,
    min(coalesce(p.dismissal_date, '9999'), coalesce(p.archived_on, '9999')) as gone
  from person p, day d, school s where p.deleted_at is null and p.kind = 'staff'
  and p.work_start_date > d.two_ago and p.work_start_date <= d.year_ago and case
  when p.young_specialist is not null then p.young_specialist
  else coalesce(p.experience_years <= s.young_max_years, 0) and (p.birth_date is null or
    substr(p.work_start_date, 1, 4) - substr(p.birth_date, 1, 4)
      - (substr(p.work_start_date, 6) < substr(p.birth_date, 6)) < s.young_max_age) end;
create view opinion as select r.id, r.respondent_id, r.role, coalesce(r.date, w.date) as told_on,
    (select avg(value) from json_each(r.answers) where key in ('a', 'b')) as mean,
    (select value from json_each(r.answers) where key = 'glad') as glad
  from reply r join survey_wave w on w.id = r.wave_id, day d where w.deleted_at is null
  and exists (select 1 from json_each(r.answers) where key in ('a', 'b'))
  and coalesce(r.date, w.date) between d.since and d.today;
create view last_opinion as select o.*, (mean >= 7 or (coalesce(glad, '') = 'yes' and mean >= 5)) as content
  from opinion o
  where not exists (select 1 from opinion n where n.role = o.role and n.respondent_id = o.respondent_id
    and (n.told_on > o.told_on or (n.told_on = o.told_on and n.id > o.id)));
"""
_COUNTS = {
    "K1": (
        (
            "select count(distinct mentee_id) from member where mentee_id in"
            " (select id from here where kind = 'pupil' and age between 10 and 19)"
        ),
        (
            "select coalesce((select value from told where code = 'pupils_10_19'),"
            " (select count(*) from here where kind = 'pupil' and age between 10 and 19))"
        ),
    ),
    "K2": (
        (
            "select count(distinct mentor_id) from member where mentor_id in"
            " (select id from here where kind = 'pupil' and age between 15 and 19)"
        ),
        (
            "select coalesce((select value from told where code = 'pupils_15_19'),"
            " (select count(*) from here where kind = 'pupil' and age between 15 and 19))"
        ),
    ),
    "K3": (
        "select count(distinct mentee_id) from member where mentee_id in (select id from young)",
        "select count(*) from young",
    ),
    "K4": (
        (
            "select coalesce((select value from told where code = 'partners'), (select count(distinct fold(partner))"
            " from agreement, day where deleted_at is null and date <= today and coalesce(until, '9999') >= today))"
        ),
        None,
    ),
    "K5": (
        "select count(*) from last_opinion where role = 'mentee' and content",
        "select count(*) from last_opinion where role = 'mentee'",
    ),
    "K6": (
        "select count(*) from last_opinion where role = 'mentor' and content",
        "select count(*) from last_opinion where role = 'mentor'",
    ),
    "K7": (
        (
            "select count(*) from here where kind = 'staff' and id in"
            " (select mentor_id from member union select mentee_id from member)"
        ),
        (
            "select coalesce((select value from told where code = 'teachers'),"
            " (select count(*) from here where kind = 'staff'))"
        ),
    ),
    "K8": (
        (
            "select count(distinct m.mentor_id) from member m join activity_participant p on p.person_id = m.mentor_id"
            " join activity a on a.id = p.activity_id, day d where a.deleted_at is null and a.kind = 'training'"
            " and a.status = 'held' and coalesce(a.end_date, a.date) <= d.today"
        ),
        "select count(distinct mentor_id) from member",
    ),
    "K9": ("select count(distinct pair_id) from member", None),
    "K10": ("select count(distinct pair_id) from member", None),
    "K10.1": (
        "select count(*) from live_pair, day where status = 'completed' and end_date between since and today",
        None,
    ),
    "K10.2": (
        "select count(*) from live_pair, day where status = 'terminated' and end_date between since and today",
        None,
    ),
    "K11": (
        (
            "select count(distinct m.mentee_id) from member m join route r on r.mentee_id = m.mentee_id, day d"
            " where r.deleted_at is null and r.status in ('approved', 'completed')"
            " and coalesce(r.approved_on, '') <= d.today and r.end_date >= d.today"
        ),
        "select count(distinct mentee_id) from member",
    ),
    "K12": (
        "select count(*) from planned, day where status = 'done' and done_on <= due_date and done_on <= today",
        "select count(*) from planned",
    ),
    "K12.1": (
        "select count(*) from planned, day where status = 'done' and coalesce(done_on, '') <= today",
        "select count(*) from planned",
    ),
    "K13": (
        (
            "select count(*) from (select id from newcomer, day group by id having max(assigned) <= max(today)"
            " and max(julianday(assigned) - julianday(came)) <= 3)"
        ),
        "select count(distinct id) from newcomer",
    ),
    "K14": (
        "select count(*) from found_deficit where severity_after <= 1",
        "select count(*) from found_deficit",
    ),
    "K15": (
        "select count(*) from beginner where gone >= next_year(came)",
        "select count(*) from beginner",
    ),
    "K16": ("select count(*) from contest, day where deleted_at is null and date between since and today", None),
    "K16.1": (
        "select count(*) from contest, day where deleted_at is null and date between since and today and result <> ''",
        None,
    ),
    "K17": (
        (
            "select count(*) from activity, day where deleted_at is null and kind = 'event' and status = 'held'"
            " and date between since and today"
        ),
        None,
    ),
    "K17.1": (
        (
            "select coalesce(sum(coalesce(attended, (select count(*) from activity_participant p"
            " where p.activity_id = activity.id))), 0) from activity, day where deleted_at is null and kind = 'event'"
            " and status = 'held' and date between since and today"
        ),
        None,
    ),
    "K18": ("select count(*) from publication, day where deleted_at is null and date between since and today", None),
    "K18.1": ("select count(*) from practice, day where deleted_at is null and date <= today", None),
    "K19": (
        (
            "select coalesce((select (select sum(value) from json_each(r.answers)) from reply r join survey_wave w"
            " on w.id = r.wave_id, day d where r.role = 'curator' and w.deleted_at is null and r.answers <> '{}'"
            " and coalesce(r.date, w.date) between d.since and d.today"
            " order by coalesce(r.date, w.date) desc, r.id desc limit 1), 0)"
        ),
        None,
    ),
    "K20": (
        (
            "select count(distinct person_id) from incentive, day where deleted_at is null"
            " and date between since and today and person_id in"
            " (select id from mentor where deleted_at is null union select mentor_id from live_pair)"
        ),
        None,
    ),
}
"""{indicator, or its numbered part: (numerator, denominator)}."""
_BREAKDOWNS = {
    "K9": (
        "select 'по форме', coalesce(mentoring_form, ''), count(distinct pair_id) from member group by 2",
        "select 'по виду', coalesce(mentoring_kind, ''), count(distinct pair_id) from member group by 2",
    ),
}
"""{indicator: questions that answer (what by, key, how many)}."""


def moved(day: str, years: int) -> str:
    """The same day of another year; 29 February becomes the 28th."""
    year = int(day[:4]) + years
    return f"{year:04}-02-28" if day[5:] == "02-29" and year % 4 else f"{year:04}{day[4:]}"


def recount(tables: dict[str, list[dict[str, Any]]], on: str) -> tuple[dict[str, Share], dict[tuple[str, str], int]]:
    """Every indicator and numbered part on a day, and pairs by form and kind."""
    base = sqlite3.connect(":memory:")
    base.create_function("next_year", 1, lambda day: moved(day, 1))
    base.create_function("fold", 1, lambda text: " ".join(text.casefold().split()))
    for name, rows in tables.items():
        columns = list(rows[0]) if rows else _EMPTY.get(name, ["id"])
        told = ", ".join(f'"{column}"' for column in columns)
        base.execute(f'create table "{name}" ({told})')
        base.executemany(
            f'insert into "{name}" values ({", ".join("?" * len(columns))})',
            [[_plain(row[column]) for column in columns] for row in rows],
        )
    first = int(on[:4]) - (on[5:] < "09-01")
    base.execute("create table day (today, since, summer, year_ago, two_ago)")
    days = (on, f"{first}-09-01", f"{first}-07-01", moved(on, -1), moved(on, -2))
    base.execute("insert into day values (?, ?, ?, ?, ?)", days)
    base.executescript(_VIEWS)
    shares = {
        code: (int(base.execute(above).fetchone()[0]), int(base.execute(below).fetchone()[0]) if below else None)
        for code, (above, below) in _COUNTS.items()
    }
    parts = {
        (by, key): number
        for questions in _BREAKDOWNS.values()
        for question in questions
        for by, key, number in base.execute(question)
    }
    base.close()
    return shares, parts


_EMPTY = {
    "order": ["id", "type", "date", "effect", "refers_to_id"],
    "order_pair": ["order_id", "pair_id"],
    "pair": [
        "id", "mentor_id", "status", "start_date", "end_date", "order_date", "mentoring_form", "mentoring_kind",
        "deleted_at",
    ],
    "pair_mentee": ["pair_id", "mentee_id", "start_date", "end_date"],
    "school_fact": ["code", "date", "value"],
    "route": ["id", "mentee_id", "status", "start_date", "end_date", "approved_on", "deleted_at"],
    "route_step": ["route_id", "status", "due_date", "done_on"],
    "deficit": ["request_id", "severity", "severity_after"],
    "request": ["id", "date", "deleted_at"],
    "reply": ["id", "wave_id", "respondent_id", "role", "date", "answers"],
    "survey_wave": ["id", "date", "deleted_at"],
    "activity": ["id", "kind", "status", "date", "end_date", "attended", "deleted_at"],
    "activity_participant": ["activity_id", "person_id"],
    "contest": ["date", "result", "deleted_at"],
    "publication": ["date", "deleted_at"],
    "practice": ["date", "deleted_at"],
    "incentive": ["person_id", "date", "deleted_at"],
    "agreement": ["partner", "date", "until", "deleted_at"],
    "mentor": ["id", "deleted_at"],
    "person": [
        "id", "kind", "birth_date", "birth_year", "experience_years", "young_specialist", "work_start_date",
        "dismissal_date", "archived_on", "deleted_at",
    ],
}  # fmt: skip


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value

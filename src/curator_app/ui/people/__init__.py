"""What the tabs «Наставники» and «Наставляемые» have in common about people: one way of doing each thing.

- ``person_form``: fields of a person for a form, and back into PersonData.
- ``namesakes``: «такой человек уже есть в базе» while a name is being typed.
- ``staff_picker.pick_people``: a checklist with search over people who are already in the base.
- ``consent_dialog``: ``mark_consents`` (received, for one or several people), ``show_consents`` (all of one person).
- ``blanks.blanks_for``: which consent blanks to print of the people chosen (for ``papers.show_blanks``).
- ``acts``: archive and back, delete to the bin with undo in the toast.
- ``card_parts``: sections of a card about contacts, work, consents, unread text of an import.
"""

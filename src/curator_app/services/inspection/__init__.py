"""«Пришла проверка»: everything on paper about a pair, a person or a school year as one PDF, and what is missing."""

from curator_app.services.inspection.folder import folder_pdf, look
from curator_app.services.inspection.rows import Folder, FolderPart, Gap, Scope

__all__ = ["Folder", "FolderPart", "Gap", "Scope", "folder_pdf", "look"]

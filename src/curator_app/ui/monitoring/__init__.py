"""The part «Мониторинг» of the tab «Документы»: indicators, snapshots, the workbook and its letter, reports."""

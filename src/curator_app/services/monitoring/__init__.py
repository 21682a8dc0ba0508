"""Monitoring: indicators of a period, targets, numbers of the school, snapshots, the workbook."""

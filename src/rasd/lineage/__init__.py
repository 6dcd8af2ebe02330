"""Lineage: one graph of who said what through whom and who copied whom, and the count of origins."""

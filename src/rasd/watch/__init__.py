"""Feeds on a schedule: polled politely, their new articles handed on, alerts raised."""

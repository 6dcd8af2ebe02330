"""What leaves the house: JSON lines, Parquet, text for a terminal, one self-contained HTML page."""

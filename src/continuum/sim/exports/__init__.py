"""What others read: Parquet for frames, XES and OCEL 2.0 for process mining."""

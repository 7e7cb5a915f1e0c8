"""The review desk in a browser: shows what `extract.reviewing.desk` holds, and keeps nothing itself."""

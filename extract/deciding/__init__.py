"""What people decided about records, applied to them: pure functions, with no file and no clock."""

"""The console command ``matcher``."""

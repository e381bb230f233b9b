"""The deployment of ``deploy/`` on this machine: its own files, its own programs, for a while."""

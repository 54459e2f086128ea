"""What is shown: one screen a file. Screens read frozen models and ask the store for changes."""
